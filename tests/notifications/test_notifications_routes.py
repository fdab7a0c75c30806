"""Who is told of what, the list with its count, and how each chose to hear of it by mail."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.blueprints.exports import actions as exports
from app.blueprints.notifications.actions import KEPT, choose, next_digest, notify
from app.blueprints.notifications.models import Notification
from app.blueprints.tickets import actions as tickets
from app.core import clock
from app.core.db import db
from tests.worker import deliver_all

EVENING = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _evening(rolled_back):
    clock.freeze(EVENING)


@pytest.fixture
def ticket(world):
    """Anna's ticket #12 that Mark works on."""
    return world.ticket(number=12, subject="Hotel overcharge", assignee_id=world.mark.id)


def told(user):
    query = select(Notification).where(Notification.user_id == user.id).order_by(Notification.id)
    return [(row.kind, row.text) for row in db.session.scalars(query)]


def at(moment):
    clock.freeze(moment)
    return deliver_all()


def chosen(visitor):
    page = visitor.get("/notifications/choices").text
    return re.findall(r'<option selected value="(\w+)"', page)


def waiting(user, **values):
    """Something that the user is told of, from nobody."""
    notify([user.id], "watched", values.get("title", "#12 Hotel"), "closed", "/tickets/12")


def test_each_is_told_once_what_concerns_them_most(ticket, world):
    tickets.watch(ticket, world.sara)
    tickets.change_ticket(ticket, {"assignee": world.sara}, by=world.anna)
    text = "@Alex Ames, @Anna Archer: please call"
    tickets.add_action(ticket, {"kind": "update", "details": text}, by=world.anna)
    assert told(world.sara) == [("assigned", "assigned to you"), ("watched", "Update added")]
    assert told(world.mark) == [("watched", "assigned to Sara Stone")]
    assert told(world.alex) == [("mentioned", "you were mentioned")]
    assert told(world.anna) == []


def test_a_mention_added_later_is_told_to_the_mentioned_alone(ticket, world):
    details = {"kind": "update", "details": "Called"}
    action = tickets.add_action(ticket, details, by=world.anna)
    tickets.edit_action(action, {**details, "details": "Called @Alex Ames"}, by=world.anna)
    assert told(world.alex) == [("mentioned", "you were mentioned")]
    assert told(world.mark) == [("watched", "Update added")]


def test_a_notification_leads_to_the_exact_place_and_is_read_then(ticket, world, browser):
    details = {"kind": "update", "details": "Called"}
    action = tickets.add_action(ticket, details, by=world.anna)
    notification = db.session.scalars(select(Notification)).one()
    mark = browser.as_("mark")
    assert ">1</span>" in mark.get("/notifications/count", htmx=True).text
    answer = mark.get(f"/notifications/{notification.id}")
    assert answer.headers["Location"] == f"/tickets/12#ticket_action-{action.id}"
    assert mark.get("/notifications/count", htmx=True).text.strip() == ""


def test_a_colleagues_notification_is_not_found(ticket, world, browser):
    waiting(world.mark)
    notification = db.session.scalars(select(Notification)).one()
    for path in (f"/notifications/{notification.id}", f"/notifications/{notification.id}/reading"):
        method = "POST" if path.endswith("reading") else "GET"
        assert browser.as_("anna").open(method, path).status_code == 404
    assert notification.read_at is None


def test_one_is_marked_and_unmarked_and_all_are(world, browser):
    for title in ("#1 Visa", "#2 Train"):
        waiting(world.mark, title=title)
    first, second = db.session.scalars(select(Notification).order_by(Notification.id)).all()
    mark = browser.as_("mark")
    shown = mark.post(f"/notifications/{first.id}/reading?state=unread", htmx=True)
    assert "#2 Train" in shown.text
    assert "#1 Visa" not in shown.text
    mark.post(f"/notifications/{first.id}/reading/deletion")
    assert first.read_at is None
    with world.other_agency() as hugo:
        waiting(hugo)
    mark.post("/notifications/readings")
    assert None not in (first.read_at, second.read_at)
    assert "Nothing unread" in mark.get("/notifications?state=unread").text
    assert ">1</span>" in browser.as_("hugo").get("/notifications/count", htmx=True).text


def test_the_list_has_pages_and_costs_the_same(world, browser, count_queries):
    mark = browser.as_("mark")
    assert "No notifications yet" in mark.get("/notifications").text
    waiting(world.mark)
    few = count_queries(lambda: mark.get("/notifications"))
    for number in range(60):
        waiting(world.mark, title=f"#{number} Visa")
    assert count_queries(lambda: mark.get("/notifications")) == few <= 4
    assert count_queries(lambda: mark.get("/notifications/count", htmx=True)) <= 3
    second = mark.get("/notifications?page=2").text
    assert "#9 Visa" in second
    assert "#10 Visa" not in second


def test_the_choices_are_ones_own(world, browser, ticket):
    mark = browser.as_("mark")
    data = dict.fromkeys(("assigned", "mentioned", "watched", "reminder", "export"), "off")
    assert mark.post("/notifications/choices", data).status_code == 303
    assert chosen(mark) == ["off"] * 5
    assert chosen(browser.as_("anna")) == ["at_once"] * 4 + ["off"]
    wrong = mark.post("/notifications/choices", {**data, "watched": "by pigeon"})
    assert wrong.status_code == 422
    assert "/notifications/choices" in mark.get("/profile").text


@pytest.mark.parametrize(("delivery", "mails"), [("at_once", 1), ("digest", 0), ("off", 0)])
def test_what_is_mailed_at_once_is_what_was_chosen(ticket, world, mailbox, delivery, mails):
    choose(world.mark, {"watched": delivery})
    with world.other_agency() as hugo:
        choose(hugo, {"watched": "at_once"})
    tickets.change_ticket(ticket, {"priority": "high"}, by=world.anna)
    at(EVENING + timedelta(minutes=2))
    assert len(mailbox.mails) == mails
    assert told(world.mark) == [("watched", "priority changed to High")]


@pytest.mark.parametrize(("delivery", "mails"), [("at_once", 1), ("digest", 0), ("off", 0)])
def test_a_reminder_too(world, mailbox, delivery, mails):
    choose(world.mark, {"reminder": delivery})
    world.reminder(user=world.mark, message="Send the offer").plan()
    at(EVENING)
    assert len(mailbox.mails) == mails
    assert [kind for kind, _ in told(world.mark)] == ["reminder"]


def test_the_digest_comes_at_eight_with_what_is_unread(ticket, world, mailbox):
    choose(world.mark, {"watched": "digest"})
    for title in ("#1 Visa", "#2 Train"):
        waiting(world.mark, title=title)
    db.session.scalars(select(Notification)).first().read()
    with world.other_agency() as hugo:
        choose(hugo, {"watched": "digest"})
        waiting(hugo, title="#3 Theirs")
    morning = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    at(morning - timedelta(seconds=1))
    assert mailbox.mails == []
    at(morning)
    [mine], [theirs] = mailbox.to(world.mark.email), mailbox.to("hugo@harbour.test")
    assert mine.subject == "One notification: #2 Train"
    assert "#3 Theirs" in theirs.text
    assert "#3" not in mine.text
    at(morning + timedelta(days=1))
    assert len(mailbox.mails) == 2


def test_a_digest_without_anything_new_is_not_sent(world, mailbox):
    choose(world.mark, {"watched": "digest"})
    waiting(world.mark)
    db.session.scalars(select(Notification)).one().read()
    at(EVENING + timedelta(days=1))
    assert mailbox.mails == []


def test_a_digest_that_fails_is_tried_again_and_loses_nothing(world, mailbox):
    choose(world.mark, {"watched": "digest"})
    waiting(world.mark)
    clock.freeze(datetime(2026, 11, 22, 8, 0, tzinfo=UTC))
    mailbox.refusal = "451 Try later"
    deliver_all(failing=True)
    waiting(world.mark, title="#13 Visa")
    mailbox.refusal = None
    at(clock.now() + timedelta(minutes=1))
    [mail] = mailbox.mails
    assert mail.subject == "2 notifications: #12 Hotel and others"
    at(clock.now() + timedelta(days=1))
    assert len(mailbox.mails) == 1


def test_what_comes_within_the_minute_of_a_digest_goes_into_the_next(world, mailbox):
    choose(world.mark, {"watched": "digest"})
    waiting(world.mark)
    morning = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    clock.freeze(morning - timedelta(seconds=30))
    late = next_digest("Europe/London")
    assert late == morning + timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "zone", "digest"),
    [
        ("2026-03-28T20:00", "Europe/London", "2026-03-29T07:00"),  # clocks went forward
        ("2026-10-24T20:00", "Europe/London", "2026-10-25T08:00"),  # and back
        ("2026-11-21T20:00", "America/New_York", "2026-11-22T13:00"),
        ("2026-11-21T20:00", "Asia/Kolkata", "2026-11-22T02:30"),
        ("2026-11-21T07:58", "Europe/London", "2026-11-21T08:00"),
    ],
)
def test_eight_is_eight_where_the_person_lives(now, zone, digest):
    clock.freeze(datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert next_digest(zone) == datetime.fromisoformat(digest).replace(tzinfo=UTC)


def test_who_left_is_told_nothing(ticket, world, mailbox):
    choose(world.mark, {"watched": "digest"})
    waiting(world.mark)
    world.mark.deactivated_at = clock.now()
    tickets.change_ticket(ticket, {"priority": "high"}, by=world.anna)
    at(EVENING + timedelta(days=1))
    assert mailbox.mails == []
    assert told(world.mark) == [("watched", "closed")]


def test_nobody_of_another_agency_can_be_told(world):
    notify([world.hugo.id], "watched", "#12 Hotel", "closed", "/tickets/12")
    assert db.session.scalars(select(Notification)).all() == []
    foreign = {"kind": "watched", "title": "#1", "text": "closed", "delivery": "off"}
    with pytest.raises(IntegrityError):
        world.added(Notification(user_id=world.hugo.id, url="/tickets", **foreign))


def test_an_export_that_is_ready_is_told_to_who_asked(ticket, world, mailbox):
    choose(world.mark, {"export": "at_once"})
    exports.request_export("tickets.csv", by=world.mark)
    at(EVENING)
    assert told(world.mark) == [("export", "ready to download")]
    assert mailbox.last.subject.endswith("— ready to download")
    assert told(world.anna) == []


def test_after_ninety_days_it_is_forgotten(world):
    waiting(world.mark)
    with world.other_agency() as hugo:
        waiting(hugo)
    clock.freeze(EVENING + KEPT)
    waiting(world.mark, title="#13 New")
    at(EVENING + KEPT + timedelta(days=1))
    assert [row.title for row in db.session.scalars(select(Notification))] == ["#13 New"]
