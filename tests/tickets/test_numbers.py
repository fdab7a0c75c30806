"""Fifty people open a ticket at the same moment, each in a transaction that is really committed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import delete, text

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.tickets import actions
from app.blueprints.tickets.models import Subject, Ticket, TicketCounter
from app.core import tenancy
from app.core.db import db
from app.core.requests import commit
from app.outbox.models import Message
from tests import cast, factories

AT_ONCE, EACH = 50, 1


@pytest.fixture
def company_id(app):
    """A company that is really there, and nothing of it afterwards."""
    with app.app_context():
        tenancy.enter(cast.ids["Meridian Travel"])
        company = factories.company()
        db.session.commit()
        yield company.id
        db.session.rollback()
        for model in (Ticket, Subject, TicketCounter, Company, Message):
            db.session.execute(delete(model))
        db.session.execute(text("truncate event"))
        db.session.commit()


def open_one(company_id: int, subject: str) -> None:
    values = {
        "company": tenancy.find(Company, company_id), "subject": subject, "description": "Twice",
        "category_type": "client", "category": "query",
    }  # fmt: skip
    actions.open_ticket(values, by=db.session.get_one(User, cast.ids["alex"]))


def test_numbers_are_unique_and_without_gaps_and_a_subject_is_one(app, company_id, monkeypatch):
    together = Barrier(AT_ONCE)
    monkeypatch.setitem(app.extensions, "enqueue", lambda message_id, seconds: True)

    def work(worker: int) -> None:
        for n in range(EACH):
            with app.app_context():
                tenancy.enter(cast.ids["Meridian Travel"])
                together.wait()
                open_one(company_id, ("Hotel", "HOTEL")[worker % 2] + f" {n}")
                commit()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(work, range(AT_ONCE)))
    numbers = db.session.scalars(tenancy.scoped(Ticket).with_only_columns(Ticket.number)).all()
    assert sorted(numbers) == list(range(1, AT_ONCE * EACH + 1))
    assert db.session.query(Subject).count() == EACH


def test_a_number_that_is_not_used_is_given_again(app, company_id):
    open_one(company_id, "Hotel")
    db.session.rollback()
    open_one(company_id, "Hotel")
    assert db.session.query(Ticket).one().number == 1
