import pytest
from sqlalchemy import select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.core.db import db
from app.core.events import Event


@pytest.fixture
def companies(world):
    """All companies of the agency, in the order they were added."""
    return lambda: db.session.scalars(select(Company).order_by(Company.id)).all()


@pytest.fixture
def contacts(world):
    """The contacts that are not deleted, in the order they were added."""
    query = select(Contact).where(Contact.deleted_at.is_(None)).order_by(Contact.id)
    return lambda: db.session.scalars(query).all()


@pytest.fixture
def kinds(world):
    """What happened so far, as kinds of events."""
    return lambda: list(db.session.scalars(select(Event.kind).order_by(Event.id)))
