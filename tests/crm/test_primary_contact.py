"""At most one primary contact per company, also when several people choose one at the same moment."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.blueprints.crm.contacts.models import Contact
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browserless import Browser
from tests.crm import typed

PEOPLE = ("anna", "mark", "sara", "alex")


@pytest.fixture
def committed(app):
    """For tests that really commit: four contacts of one company; removed again."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        company = factories.company()
        made = [factories.contact(company).id for _ in PEOPLE]
        db.session.commit()
    yield company.id, made
    with app.app_context():
        db.session.execute(text(f"truncate {cast.LEFT} cascade"))
        db.session.commit()


def primaries(app) -> list[int]:
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        return list(db.session.scalars(select(Contact.id).where(Contact.is_primary)))


def at_once(calls) -> list[int]:
    """The status of each call, all begun at the same moment."""
    start, statuses = Barrier(len(calls)), []

    def run(call):
        start.wait()
        statuses.append(call().status_code)

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def test_choosing_at_once_leaves_one(app, committed):
    company_id, made = committed
    form = typed.contact(is_primary="y")
    calls = [
        lambda visitor=Browser(app, who), id=id: visitor.post(
            f"/companies/{company_id}/contacts/{id}", form
        )
        for who, id in zip(PEOPLE, made, strict=True)
    ]
    assert at_once(calls) == [303] * 4
    assert len(primaries(app)) == 1


def test_adding_at_once_leaves_one(app, committed):
    company_id, _ = committed
    calls = [
        lambda visitor=Browser(app, who): visitor.post(
            f"/companies/{company_id}/contacts", typed.contact(is_primary="y")
        )
        for who in PEOPLE
    ]
    assert at_once(calls) == [303] * 4
    assert len(primaries(app)) == 1


def test_the_database_itself_refuses_a_second_one(world):
    company = world.company()
    world.contact(company, is_primary=True)
    with pytest.raises(IntegrityError, match="uq_contact_primary"):
        world.contact(company, is_primary=True)
    db.session.rollback()
