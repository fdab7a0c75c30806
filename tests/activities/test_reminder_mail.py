"""The mail of a reminder, word for word."""

import pytest

from app.blueprints.activities.models import Reminder
from app.core import clock
from tests.snapshots import assert_snapshot
from tests.worker import deliver_all


@pytest.fixture
def company(world):
    return world.company(name="Northwind & Sons")


def assert_mailed(mailbox, company, name):
    deliver_all()
    text, html = (
        body.replace(f"/companies/{company.id}/", "/companies/7/")
        for body in (mailbox.last.text, mailbox.last.html)
    )
    assert_snapshot(f"activities/{name}.txt", f"{mailbox.last.subject}\n\n{text}")
    assert_snapshot(f"activities/{name}.html", html)


def test_of_my_own(mailbox, world, company):
    world.reminder(company, user=world.alex, message="Send the <revised> offer").plan()
    assert_mailed(mailbox, company, "reminder")


def test_from_a_colleague_about_a_call(mailbox, world, company):
    activity = world.activity(company, author=world.sara, subject="Renewal", at=clock.ago(days=2))
    values = {"user": world.alex, "author_id": world.sara.id, "activity_id": activity.id}
    stored: Reminder = world.reminder(company, message="Send the offer", **values)
    stored.plan()
    assert_mailed(mailbox, company, "reminder_about_a_call")
