"""Ten days of reminders by a clock that the test moves, over both nights in which clocks go back:
in London on 25 October 2026, in New York on 1 November. Tokyo has no such nights."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.blueprints.activities.models import Reminder
from app.core import clock
from app.core.db import db
from app.outbox.sweep import sweep
from tests.activities.typed import call, reminder
from tests.worker import deliver_all

START = datetime(2026, 10, 24, 6, tzinfo=UTC)
STEP = timedelta(minutes=30)


def utc(*parts):
    return datetime(2026, *parts, tzinfo=UTC)


@pytest.fixture
def week(world):
    """London, New York and Tokyo, on the morning of a Saturday."""
    clock.freeze(START)
    world.sara.time_zone, world.mark.time_zone = "America/New_York", "Asia/Tokyo"
    return world.contact(world.company(name="Northwind"))


@pytest.fixture
def remind(browser, world, week):
    """Alex logs a call with a reminder; returns the addresses of both."""

    def remind(message, user, on, at=""):
        url = f"/companies/{week.company_id}"
        typed = reminder(remind_message=message, remind_user_id=user.id, remind_on=on, remind_at=at)
        assert browser.as_("alex").post(f"{url}/calls", call(week, **typed)).status_code == 303
        stored = db.session.scalar(select(Reminder).order_by(Reminder.id.desc()))
        return f"{url}/activity/{stored.activity_id}", f"/reminders/{stored.id}"

    return remind


def live_until(end, mailbox, told, *, does=None):
    """Each half hour the worker does what is due; what it mails is told with its time."""
    while clock.now() < end:
        for act in (does or {}).pop(clock.now(), []):
            act()
        before = len(mailbox.mails)
        deliver_all()
        told += [(clock.now(), mail.to[0], mail.subject) for mail in mailbox.mails[before:]]
        clock.freeze(clock.now() + STEP)


def restore(browser):
    page = browser.as_("anna").get("/agency/bin").text
    path = page[page.index('action="/agency/bin/') + 8 :].partition('"')[0]
    assert browser.as_("anna").post(path).status_code == 303


def test_ten_days_mail_exactly_what_was_planned(browser, world, week, remind, mailbox):
    london, york, tokyo = world.alex, world.sara, world.mark
    for user in (london, york, tokyo):
        for day in (24, 25, 26, 31):
            remind(f"{day} October", user, f"2026-10-{day}")
        remind("1 November", user, "2026-11-01")
    remind("Twice that night", london, "2026-10-25", "01:30")
    remind("Twice that night", york, "2026-11-01", "01:30")
    _, moved = remind("Moved", london, "2026-10-27")
    _, snoozed = remind("Snoozed", london, "2026-10-24", "12:00")
    _, done = remind("Done in time", london, "2026-10-28")
    gone, _ = remind("Gone with its call", london, "2026-10-28")
    undone, _ = remind("Gone and back", london, "2026-10-28")
    _, given = remind("Given away", london, "2026-10-29")
    remind("Too late", tokyo, "2026-10-01")

    with world.other_agency() as hugo:
        world.reminder(user=hugo, message="Theirs", remind_at=utc(10, 27, 9)).plan()
        theirs = hugo.email
    acts = {
        utc(10, 26, 8): [
            lambda: post("alex", moved, {"remind_on": "2026-10-30", "remind_message": "Moved"}),
            lambda: post("alex", f"{done}/completion"),
            lambda: post("alex", f"{gone}/deletion"),
            lambda: post("alex", f"{undone}/deletion"),
            lambda: post("alex", f"{undone}/deletion/undo"),
            lambda: post(
                "alex", given,
                {"remind_on": "2026-10-29", "remind_message": "Given away", "remind_user_id": york.id},
            ),
        ],
        utc(10, 24, 15): [lambda: post("alex", f"{snoozed}/snooze", {"days": "1"})],
        utc(10, 29, 20): [lambda: post("anna", f"/companies/{week.company_id}/deletion", {"confirm": "Northwind"})],
    }  # fmt: skip

    def post(who, url, typed=None):
        """Signed in anew, as sessions end after twelve hours."""
        response = browser.as_(who).post(url, typed)
        assert response.status_code == 303
        assert "/login" not in response.headers["Location"]

    told = []
    live_until(utc(10, 29, 21), mailbox, told, does=acts)
    # In the bin nothing is mailed: not at nine on the 30th, not on the 31st.
    live_until(utc(10, 31, 20), mailbox, told)
    restore(browser)
    live_until(utc(11, 2, 6), mailbox, told)
    sweep()
    deliver_all()

    def of(user, *moments):
        return [(at, user.email, f"Reminder: {words} (Northwind)") for at, words in moments]

    back = utc(10, 31, 20)
    expected = (
        of(london, (utc(10, 24, 8), "24 October"), (utc(10, 25, 9), "25 October"), (utc(10, 26, 9), "26 October"))
        + of(york, (utc(10, 24, 13), "24 October"), (utc(10, 25, 13), "25 October"), (utc(10, 26, 13), "26 October"))
        + of(tokyo, (START, "24 October"), (utc(10, 25, 0), "25 October"), (utc(10, 26, 0), "26 October"))
        + of(london, (utc(10, 25, 0, 30), "Twice that night"))
        + of(york, (utc(11, 1, 5, 30), "Twice that night"))
        + of(tokyo, (START, "Too late"))
        + of(london, (utc(10, 24, 11), "Snoozed"), (utc(10, 25, 12), "Snoozed"))
        + of(london, (utc(10, 28, 9), "Gone and back"))
        + of(york, (utc(10, 29, 13), "Given away"))
        + of(london, (back, "Moved"), (back, "31 October"), (utc(11, 1, 9), "1 November"))
        + of(york, (back, "31 October"), (utc(11, 1, 14), "1 November"))
        + of(tokyo, (back, "31 October"), (utc(11, 1, 0), "1 November"))
    )  # fmt: skip
    ours = [entry for entry in told if entry[1] != theirs]
    assert sorted(ours) == sorted(expected)
    assert [at for at, to, _ in told if to == theirs] == [utc(10, 27, 9)]
    assert len(mailbox.mails) == len(told)
    ids = [mail.message["Message-ID"] for mail in mailbox.mails]
    assert len(set(ids)) == len(ids)


def test_a_reminder_that_was_mailed_is_not_mailed_again_after_the_bin(
    browser, world, week, mailbox
):
    world.reminder(week.company, user=world.alex).plan()
    deliver_all()
    delete = f"/companies/{week.company_id}/deletion"
    assert browser.as_("anna").post(delete, {"confirm": "Northwind"}).status_code == 303
    restore(browser)
    deliver_all()
    assert len(mailbox.mails) == 1
