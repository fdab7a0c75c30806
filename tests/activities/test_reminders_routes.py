"""The list of reminders: whose, done, undone, snoozed, changed, deleted."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.blueprints.activities.models import Reminder
from app.core import clock
from app.core.db import db
from app.outbox.models import Message
from tests.worker import deliver_all

DAY = timedelta(days=1)


def pending():
    query = select(Message.deliver_at).where(
        Message.kind == "reminder.mail", Message.state == "pending"
    )
    return list(db.session.scalars(query))


@pytest.fixture
def planned(world):
    """A reminder of Alex for tomorrow at nine, with its mail in the outbox."""
    stored = world.reminder(user=world.alex, remind_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
    stored.plan()
    return stored


def test_the_list_is_grouped_by_when(browser, world):
    now = clock.now()
    for message, at in [
        ("Two days late", now - 2 * DAY),
        ("This evening", now + timedelta(hours=4)),
        ("Next week", now + 7 * DAY),
    ]:
        world.reminder(user=world.alex, message=message, remind_at=at)
    world.reminder(user=world.alex, message="Finished", remind_at=now, done_at=now)
    page = browser.as_("alex").get("/reminders").text
    places = [
        page.index(text)
        for text in (
            "Overdue",
            "Two days late",
            "Today",
            "This evening",
            "Later",
            "Next week",
        )
    ]
    assert places == sorted(places)
    assert "Finished" not in page


def test_done_ones_are_a_list_of_their_own_the_last_first(browser, world):
    for n, message in enumerate(("Done first", "Done then")):
        world.reminder(user=world.alex, message=message, done_at=clock.now() + n * DAY)
    world.reminder(user=world.alex, message="Still open")
    page = browser.as_("alex").get("/reminders?state=done").text
    assert page.index("Done then") < page.index("Done first")
    assert "Still open" not in page


def listed(browser, who, query):
    page = browser.as_(who).get(f"/reminders?{query}").text
    return [words for words in ("Own task", "For Sara", "Of Sara", "Northwind") if words in page]


@pytest.mark.parametrize(
    ("who", "query", "expected"),
    [
        ("alex", "", ["Own task"]),
        ("alex", "whose=given", ["For Sara"]),
        ("alex", "whose=all", ["Own task"]),
        ("mark", "whose=all", ["Own task", "For Sara", "Of Sara", "Northwind"]),
        ("mark", "whose=all&q=northw", ["Of Sara", "Northwind"]),
        ("mark", "whose=all&q=own task", ["Own task"]),
        ("mark", "whose=all&state=done", []),
        ("sara", "whose=bogus&state=bogus&sort=bogus&page=x", ["For Sara", "Of Sara", "Northwind"]),
    ],
)
def test_whose_and_with_which_words(browser, world, who, query, expected):
    world.reminder(user=world.alex, message="Own task")
    world.reminder(user=world.sara, author_id=world.alex.id, message="For Sara")
    world.reminder(world.company(name="Northwind"), user=world.sara, message="Of Sara")
    with world.other_agency() as hugo:
        world.reminder(user=hugo, message="Of Sara Northwind Own task For Sara")
    shown = listed(browser, who, query)
    assert [words for words in shown if words not in query] == [
        w for w in expected if w not in query
    ]


def test_a_colleagues_reminder_says_for_whom_it_is(browser, world):
    world.reminder(user=world.sara, author_id=world.alex.id)
    page = browser.as_("alex").get("/reminders?whose=given").text
    assert f"for {world.sara.name}" in page


def test_fifty_on_a_page(browser, world):
    company = world.company()
    for n in range(53):
        at = clock.now() + n * timedelta(minutes=1)
        world.reminder(company, user=world.alex, message=f"Task number {n:02}.", remind_at=at)
    alex = browser.as_("alex")
    first, second = (alex.get(f"/reminders?page={n}").text for n in (1, 2))
    seen = [set(re.findall(r">Task number (\d+)\.<", page)) for page in (first, second)]
    assert [len(numbers) for numbers in seen] == [50, 3]
    assert not seen[0] & seen[1]
    assert "1–50 of 53" in first
    assert "<html" not in alex.get("/reminders?page=2", htmx=True).text


def test_today_ends_at_midnight_of_the_reader(browser, world):
    world.alex.time_zone = "Pacific/Auckland"
    at = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    world.reminder(user=world.alex, message="Saturday noon over there", remind_at=at)
    page = browser.as_("alex").get("/reminders").text
    assert "Later" not in page
    assert 'aria-label="Today"' in page


def test_an_empty_list_says_what_to_do(browser, world):
    assert "Add a reminder when you log" in browser.as_("alex").get("/reminders").text


def test_only_my_reminders_are_listed(browser, world):
    world.reminder(user=world.sara, message="Somebody else's")
    assert "Somebody else" not in browser.as_("alex").get("/reminders").text


def test_reminders_of_deleted_activities_are_not_listed(browser, world):
    activity = world.activity(deleted_at=clock.now())
    world.reminder(user=world.alex, message="Gone with it", activity_id=activity.id)
    assert "Gone with it" not in browser.as_("alex").get("/reminders").text


def test_done_cancels_the_mail_and_undo_plans_it_again(browser, planned, mailbox):
    alex, url = browser.as_("alex"), f"/reminders/{planned.id}/completion"
    response = alex.post(url, htmx=True)
    assert (planned.is_done, pending()) == (True, [])
    assert f"{url}/undo" in response.headers["HX-Trigger"]
    assert "reminders-changed" in response.headers["HX-Trigger"]
    alex.post(f"{url}/undo", htmx=True)
    assert (planned.is_done, len(pending())) == (False, 1)
    clock.freeze(planned.remind_at)
    deliver_all()
    assert len(mailbox.mails) == 1


def test_done_twice_is_done_once(browser, planned):
    alex = browser.as_("alex")
    alex.post(f"/reminders/{planned.id}/completion")
    first = planned.done_at
    clock.freeze(clock.now() + timedelta(minutes=5))
    assert alex.post(f"/reminders/{planned.id}/completion").status_code == 303
    assert planned.done_at == first


def test_delete_verb_of_completion_reopens(browser, planned):
    alex = browser.as_("alex")
    alex.post(f"/reminders/{planned.id}/completion")
    alex.open("DELETE", f"/reminders/{planned.id}/completion", htmx=True)
    assert not planned.is_done


@pytest.mark.parametrize(
    ("days", "expected"), [("1", date(2026, 11, 22)), ("7", date(2026, 11, 28))]
)
def test_snooze_counts_from_its_date(browser, planned, days, expected):
    browser.as_("alex").post(f"/reminders/{planned.id}/snooze", {"days": days})
    assert planned.remind_at == datetime(*expected.timetuple()[:3], 9, tzinfo=UTC)
    assert pending() == [planned.remind_at]


def test_snooze_of_an_overdue_one_counts_from_today(browser, world):
    stored = world.reminder(user=world.alex, remind_at=datetime(2026, 11, 2, 16, 30, tzinfo=UTC))
    browser.as_("alex").post(f"/reminders/{stored.id}/snooze", {"days": "1"})
    assert stored.remind_at == datetime(2026, 11, 21, 16, 30, tzinfo=UTC)


def test_snooze_keeps_nine_oclock_over_the_clock_change(browser, world):
    clock.freeze(datetime(2026, 10, 24, 12, 0, tzinfo=UTC))
    stored = world.reminder(user=world.alex, remind_at=datetime(2026, 10, 24, 8, 0, tzinfo=UTC))
    browser.as_("alex").post(f"/reminders/{stored.id}/snooze", {"days": "1"})
    assert stored.remind_at == datetime(2026, 10, 25, 9, 0, tzinfo=UTC)


def test_snooze_after_the_mail_mails_again(browser, world, mailbox):
    stored = world.reminder(user=world.alex)
    stored.plan()
    deliver_all()
    browser.as_("alex").post(f"/reminders/{stored.id}/snooze", {"until": "2026-12-01"})
    clock.freeze(datetime(2026, 12, 1, 14, 5, tzinfo=UTC))
    deliver_all()
    assert len(mailbox.mails) == 2


@pytest.mark.parametrize("typed", [{}, {"days": "3"}, {"until": "soon"}, {"until": "1999-01-01"}])
def test_snooze_until_nothing_is_refused(browser, planned, typed):
    response = browser.as_("alex").post(f"/reminders/{planned.id}/snooze", typed, htmx=True)
    assert response.status_code == 422
    assert planned.remind_at == datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.mark.parametrize("path", ["", "/edit", "/snooze"])
def test_each_form_is_a_page_and_a_fragment(browser, planned, path):
    alex, url = browser.as_("alex"), f"/reminders/{planned.id}{path}"
    assert "<html" in alex.get(url).text
    assert "<html" not in alex.get(url, htmx=True).text


def test_an_edit_moves_it(browser, planned, world):
    typed = {
        "remind_on": "2026-11-30",
        "remind_at": "11:15",
        "remind_message": "Call instead",
        "remind_user_id": world.sara.id,
    }
    response = browser.as_("alex").post(f"/reminders/{planned.id}", typed)
    assert response.status_code == 303
    assert (planned.message, planned.user_id) == ("Call instead", world.sara.id)
    assert pending() == [datetime(2026, 11, 30, 11, 15, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"remind_on": ""}, "Enter the date of the reminder"),
        ({"remind_message": ""}, "Enter what to be reminded of"),
        ({"remind_message": "x" * 501}, "Use at most 500 characters"),
        ({"remind_user_id": "0"}, "Choose one from the list"),
    ],
)
def test_a_wrong_edit_is_told(browser, planned, changes, words):
    typed = {"remind_on": "2026-11-30", "remind_message": "Call", **changes}
    response = browser.as_("alex").post(f"/reminders/{planned.id}", typed)
    assert response.status_code == 422
    assert words in response.text
    assert planned.message == "Send the offer"


def test_deleting_cancels_and_restoring_plans_again(browser, planned):
    alex = browser.as_("alex")
    response = alex.open("DELETE", f"/reminders/{planned.id}", htmx=True)
    assert f"/reminders/{planned.id}/restoration" in response.headers["HX-Trigger"]
    assert pending() == []
    assert alex.get(f"/reminders/{planned.id}").status_code == 404
    alex.post(f"/reminders/{planned.id}/restoration", htmx=True)
    assert len(pending()) == 1


def test_what_was_deleted_is_gone_a_day_later(browser, planned):
    browser.as_("alex").post(f"/reminders/{planned.id}/deletion")
    clock.freeze(clock.now() + DAY)
    deliver_all()
    assert db.session.scalar(select(Reminder.id)) is None


def test_what_was_restored_stays(browser, planned):
    browser.as_("alex").post(f"/reminders/{planned.id}/deletion")
    browser.as_("alex").post(f"/reminders/{planned.id}/restoration")
    clock.freeze(clock.now() + DAY)
    deliver_all()
    assert db.session.scalar(select(Reminder.id)) == planned.id


ACTIONS = ["", "/completion", "/completion/undo", "/snooze", "/deletion", "/restoration"]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(("who", "allowed"), [("alex", True), ("sara", False), ("mark", True)])
def test_who_may_change_it(browser, planned, action, who, allowed):
    typed = {"remind_on": "2026-11-30", "remind_message": "Call", "days": "1"}
    response = browser.as_(who).post(f"/reminders/{planned.id}{action}", typed)
    assert response.status_code == (303 if allowed else 403)


def test_who_set_it_for_a_colleague_may_change_it(browser, world):
    stored = world.reminder(user=world.alex, author_id=world.sara.id)
    assert browser.as_("sara").get(f"/reminders/{stored.id}/edit").status_code == 200


@pytest.mark.parametrize("action", ACTIONS)
def test_another_agencys_reminder_is_not_found(browser, world, action):
    with world.other_agency() as hugo:
        theirs = world.reminder(user=hugo).id
    assert browser.as_("anna").post(f"/reminders/{theirs}{action}").status_code == 404
    for path in ("", "/edit", "/snooze"):
        assert browser.as_("anna").get(f"/reminders/{theirs}{path}").status_code == 404


def test_the_cost_does_not_grow_with_the_list(browser, world, count_queries):
    alex = browser.as_("alex")
    world.reminder(user=world.alex)
    one = count_queries(lambda: alex.get("/reminders"))
    for number in range(60):
        activity = world.activity(author=world.sara)
        world.reminder(
            activity.company,
            user=world.alex,
            author_id=world.sara.id,
            activity_id=activity.id,
            done_at=clock.now() if number % 2 else None,
        )
    assert count_queries(lambda: alex.get("/reminders")) == one
    assert one <= 8
