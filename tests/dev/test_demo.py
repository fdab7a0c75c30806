"""The demo agency is whole, believable, quiet, and the same every time."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity, Reminder
from app.blueprints.agency.models import Agency
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.dev.demo.load import NAME, PASSWORD, load
from app.blueprints.tickets.models import Action, Ticket
from app.core import clock, tenancy
from app.core.db import db
from app.core.events import Event
from app.outbox import Message


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["demo", "load", *arguments])


def demo_agency() -> Agency | None:
    return db.session.scalar(select(Agency).where(Agency.name == NAME))


def count(model, *conditions) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_the_whole_demo(app, world):
    """One load, since it takes seconds: numbers, sign-ins, and that it is not loaded twice."""
    tenancy.leave()
    done, again, if_empty = run(app), run(app), run(app, "--if-empty")
    assert (done.exit_code, again.exit_code, if_empty.exit_code) == (0, 1, 0)
    assert "is there already" in again.output
    assert PASSWORD in done.output
    assert done.output == if_empty.output
    with tenancy.entered(demo_agency().id):
        numbers = {model: count(model) for model in (Company, Contact, Activity, Ticket)}
        assert numbers == {Company: 40, Contact: 120, Activity: 300, Ticket: 200}
        assert count(Ticket, Ticket.status == "closed") > 120
        assert count(Ticket, Ticket.status != "closed") > 15
        assert set(db.session.scalars(select(Ticket.number))) == set(range(1, 201))
        assert count(Action) > 200


def test_one_user_of_each_role_can_sign_in(small):
    users = db.session.scalars(select(User).where(User.agency_id == tenancy.agency_id())).all()
    roles = {user.email: user.role for user in users}
    assert roles == {f"{role}@demo.test": role for role in ("admin", "manager", "sales", "agent")}
    assert all(user.has_password(PASSWORD) and user.is_verified for user in users)


def test_nothing_of_the_past_is_mailed_and_reminders_to_come_are(small):
    mine = Message.agency_id == tenancy.agency_id()
    assert count(Message, mine, Message.deliver_at <= clock.now()) == 0
    waiting = count(Message, mine, Message.kind == "reminder.mail")
    assert waiting == count(Reminder, Reminder.done_at.is_(None), Reminder.mailed_at.is_(None))
    assert waiting > 5


def test_some_reminders_are_overdue_and_some_are_for_today(small):
    today = clock.today("Europe/London")
    days = [r.remind_at.date() - today for r in db.session.scalars(select(Reminder)) if r.is_open]
    assert sum(1 for day in days if day < timedelta(0)) >= 3
    assert days.count(timedelta(0)) >= 3


def test_the_history_has_its_own_times(small):
    assert db.session.scalar(select(func.max(Event.at))) < clock.now() - timedelta(seconds=1)
    opened = select(Event.subject_id, Event.at).where(Event.kind == "ticket.opened")
    tickets = {t.id: t.opened_at for t in db.session.scalars(select(Ticket))}
    assert tickets == dict(db.session.execute(opened).all())
    assert all(company.last_activity_at for company in db.session.scalars(select(Company)))


def test_it_is_the_same_every_time(small):
    tickets = db.session.scalars(select(Ticket).order_by(Ticket.number).limit(3)).all()
    assert [(t.subject.name, t.company.name, t.status) for t in tickets] == [
        ("Rate not loaded", "Swiftline Car Hire", "closed"),
        ("Duplicate profiles", "Ullswater Outdoor", "closed"),
        ("Approval skipped", "Bannockburn Motors", "closed"),
    ]


def test_with_other_agencies_if_empty_adds_nothing(app, world):
    tenancy.leave()
    done = run(app, "--if-empty")
    assert (done.exit_code, done.output) == (0, "")
    assert demo_agency() is None


@pytest.fixture
def small(app, world):
    """A little of it, as it would be on a fixed day."""
    tenancy.leave()
    clock.freeze(datetime.fromisoformat("2026-11-20T15:00:00+00:00"))
    load(activities=45, tickets=8)
    with tenancy.entered(demo_agency().id):
        yield
