"""When a reminder's mail goes out, to whom, and that it goes out once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.blueprints.activities.models import Activity
from app.core import clock
from app.core.db import db
from app.outbox.models import Message, claim
from app.outbox.sweep import sweep
from tests.activities.typed import call, meeting, reminder
from tests.worker import deliver_all

MAIL = "reminder.mail"


@pytest.fixture
def log(browser, world):
    """Logs a call by Alex with a reminder; returns the address of the activity."""

    def log(who="alex", **changes):
        contact = world.contact(world.company(name="Northwind"))
        url = f"/companies/{contact.company_id}"
        response = browser.as_(who).post(f"{url}/calls", call(contact, **reminder(**changes)))
        assert response.status_code == 303, response.text
        activity = db.session.scalar(select(Activity).order_by(Activity.id.desc()))
        return contact, f"{url}/activity/{activity.id}"

    return log


def planned():
    return list(
        db.session.scalars(
            select(Message.deliver_at).where(Message.kind == MAIL, Message.state == "pending")
        )
    )


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_it_is_planned_for_nine_in_the_morning(log, mailbox):
    log()
    assert planned() == [utc(2026, 11, 27, 9)]
    deliver_all()
    assert mailbox.mails == []


def test_or_for_the_given_time(log):
    log(remind_at="16:45")
    assert planned() == [utc(2026, 11, 27, 16, 45)]


def test_nine_is_nine_where_the_person_lives(log, world):
    world.sara.time_zone = "Asia/Tokyo"
    log(remind_user_id=world.sara.id)
    assert planned() == [utc(2026, 11, 27, 0)]


@pytest.mark.parametrize(
    ("day", "time", "moment"),
    [
        ("2027-03-27", "", utc(2027, 3, 27, 9)),
        ("2027-03-28", "", utc(2027, 3, 28, 8)),
        ("2027-03-28", "01:30", utc(2027, 3, 28, 1, 30)),
        ("2027-10-31", "", utc(2027, 10, 31, 9)),
        ("2027-10-31", "01:30", utc(2027, 10, 31, 0, 30)),
    ],
)
def test_the_nights_when_the_clocks_change(log, day, time, moment):
    log(remind_on=day, remind_at=time)
    assert planned() == [moment]


def test_one_mail_however_often_the_sweep_runs(log, mailbox, enqueued, world):
    log()
    clock.freeze(utc(2026, 11, 27, 9))
    for _ in range(3):
        sweep()
        deliver_all()
        clock.freeze(clock.now() + timedelta(hours=1))
    assert [mail.subject for mail in mailbox.mails] == ["Reminder: Send the offer (Northwind)"]
    assert mailbox.last.to == [world.alex.email]


def test_it_says_what_who_and_where(log, mailbox, world):
    contact, _ = log("mark", remind_user_id=world.alex.id)
    clock.freeze(utc(2026, 11, 27, 9))
    deliver_all()
    mail = mailbox.last
    for text in (mail.text, mail.html):
        assert "Mark Mills asked Travault to remind you" in text
        assert "Send the offer" in text
        assert "Northwind" in text
        assert "27 Nov 2026, 09:00" in text
        assert f"http://travault.test/companies/{contact.company_id}/activity" in text


def test_a_mail_shows_the_readers_own_time(log, mailbox, world):
    world.sara.time_zone = "Asia/Tokyo"
    log(remind_user_id=world.sara.id)
    clock.freeze(utc(2026, 11, 27, 0))
    deliver_all()
    assert "27 Nov 2026, 09:00" in mailbox.last.text
    assert "20 Nov 2026, 22:30" in mailbox.last.text


def test_html_in_a_message_stays_text(log, mailbox):
    log(remind_message="<b>Offer</b> & more", remind_on="2026-11-19")
    deliver_all()
    assert "&lt;b&gt;Offer&lt;/b&gt; &amp; more" in mailbox.last.html
    assert "<b>Offer</b> & more" in mailbox.last.text


def test_a_past_date_is_mailed_at_once(log, mailbox, enqueued):
    log(remind_on="2026-11-01")
    assert len(enqueued) == 1
    deliver_all()
    assert len(mailbox.mails) == 1


def test_a_refused_mail_is_tried_again(log, mailbox):
    log(remind_on="2026-11-01")
    mailbox.refusal = "451 Try later"
    deliver_all(failing=True)
    mailbox.refusal = None
    clock.freeze(clock.now() + timedelta(minutes=5))
    deliver_all(failing=True)
    clock.freeze(clock.now() + timedelta(days=1))
    deliver_all(failing=True)
    assert len(mailbox.mails) == 1


def test_moving_it_replaces_the_mail(log, mailbox, browser):
    contact, url = log()
    browser.as_("alex").post(url, call(contact, **reminder(remind_on="2026-12-04")))
    assert planned() == [utc(2026, 12, 4, 9)]
    clock.freeze(utc(2026, 11, 27, 9))
    deliver_all()
    assert mailbox.mails == []
    clock.freeze(utc(2026, 12, 4, 9))
    deliver_all()
    assert len(mailbox.mails) == 1


def test_moving_it_after_the_mail_mails_again(log, mailbox, browser):
    contact, url = log(remind_on="2026-11-19")
    deliver_all()
    browser.as_("alex").post(url, call(contact, **reminder(remind_on="2026-11-21")))
    clock.freeze(utc(2026, 11, 21, 9))
    deliver_all()
    assert len(mailbox.mails) == 2
    ids = {mail.message["Message-ID"] for mail in mailbox.mails}
    assert len(ids) == 2


def test_an_edit_that_leaves_it_alone_mails_nothing_again(log, mailbox, browser, reminders):
    contact, url = log(remind_on="2026-11-19")
    deliver_all()
    typed = call(contact, subject="Corrected", **reminder(remind_on="2026-11-19"))
    browser.as_("alex").post(url, typed)
    deliver_all()
    assert len(mailbox.mails) == 1
    assert reminders()[0].version == 1


def test_a_corrected_message_is_the_one_that_is_mailed(log, mailbox, browser):
    contact, url = log()
    browser.as_("alex").post(url, call(contact, **reminder(remind_message="Call them")))
    clock.freeze(utc(2026, 11, 27, 9))
    deliver_all()
    assert [mail.subject for mail in mailbox.mails] == ["Reminder: Call them (Northwind)"]


def test_giving_it_to_a_colleague_mails_the_colleague(log, mailbox, browser, world):
    contact, url = log()
    world.sara.time_zone = "America/New_York"
    browser.as_("alex").post(url, call(contact, **reminder(remind_user_id=world.sara.id)))
    assert planned() == [utc(2026, 11, 27, 14)]
    clock.freeze(utc(2026, 11, 27, 14))
    deliver_all()
    assert [mail.to for mail in mailbox.mails] == [[world.sara.email]]


def test_clearing_it_cancels_the_mail(log, browser, reminders):
    contact, url = log()
    browser.as_("alex").post(url, call(contact))
    assert planned() == []
    assert reminders()[0].is_deleted


def test_deleting_the_activity_cancels_it_and_undo_brings_it_back(log, mailbox, browser):
    _, url = log()
    browser.as_("alex").post(f"{url}/deletion")
    assert planned() == []
    browser.as_("alex").post(f"{url}/deletion/undo")
    assert planned() == [utc(2026, 11, 27, 9)]
    clock.freeze(utc(2026, 11, 27, 9))
    deliver_all()
    assert len(mailbox.mails) == 1


def test_undo_does_not_mail_what_was_mailed(log, mailbox, browser):
    _, url = log(remind_on="2026-11-19")
    deliver_all()
    browser.as_("alex").post(f"{url}/deletion")
    browser.as_("alex").post(f"{url}/deletion/undo")
    deliver_all()
    assert len(mailbox.mails) == 1


def test_a_worker_that_took_the_mail_before_the_deletion_sends_nothing(log, mailbox, browser):
    _, url = log(remind_on="2026-11-19")
    message = db.session.scalar(select(Message.id).where(Message.kind == MAIL))
    claim(message, timedelta(seconds=60))
    browser.as_("alex").post(f"{url}/deletion")
    clock.freeze(clock.now() + timedelta(minutes=2))
    assert deliver_all() == 1
    assert mailbox.mails == []


def test_a_stale_version_is_not_mailed(world, mailbox):
    stored = world.reminder(user=world.alex, version=3)
    stored.plan()
    stored.version = 4
    deliver_all()
    assert mailbox.mails == []


def test_a_colleague_who_left_gets_no_mail(log, mailbox, world):
    log(remind_on="2026-11-27")
    world.alex.deactivated_at = clock.now()
    clock.freeze(utc(2026, 11, 27, 9))
    deliver_all()
    assert mailbox.mails == []


def test_two_agencies_are_mailed_in_their_own_name(log, mailbox, world):
    log(remind_on="2026-11-19")
    with world.other_agency() as hugo:
        world.reminder(world.company(name="Theirs"), user=hugo, message="Theirs").plan()
        address = hugo.email
    deliver_all()
    assert [mail.subject for mail in mailbox.to(address)] == ["Reminder: Theirs (Theirs)"]
    assert len(mailbox.mails) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"remind_message": ""}, "Enter what to be reminded of"),
        ({"remind_on": ""}, "Enter the date of the reminder"),
        (
            {"remind_on": "", "remind_message": "", "remind_at": "10:00"},
            "Enter the date of the reminder",
        ),
        ({"remind_on": "tomorrow"}, "Enter a date like 2026-11-20"),
        ({"remind_on": "1999-01-01"}, "Enter a date between 2000 and 2100"),
        ({"remind_at": "9"}, "Enter a time like 14:30"),
        ({"remind_message": "x" * 501}, "Use at most 500 characters"),
        ({"remind_message": "a\0b"}, "Remove line breaks"),
        ({"remind_user_id": "999999"}, "Choose one from the list"),
        ({"remind_user_id": "x"}, "Choose one from the list"),
    ],
)
def test_wrong_input_is_told(browser, world, activities, changes, words):
    contact = world.contact()
    response = browser.as_("alex").post(
        f"/companies/{contact.company_id}/meetings", meeting(contact, **reminder(**changes))
    )
    assert response.status_code == 422
    assert words in response.text
    assert activities() == []
