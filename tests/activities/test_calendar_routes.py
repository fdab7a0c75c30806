"""Meetings and reminders in a calendar app: one file, and the secret feed of a user. What is sent
is read back by a parser of iCalendar."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from app.blueprints.activities.models import Attendee, CalendarFeed
from app.core import clock
from app.core.db import db

DAY = timedelta(days=1)
TOKEN = re.compile(r"http://travault\.test(/calendar/[\w-]{43}\.ics)")
AWKWARD = "Rates; fares, \\ and\nsecond line: “ünïcode” 😀 " + "long " * 40


@pytest.fixture
def meeting(world):
    """Tomorrow at ten, logged by Sara, with Carol and Alex."""
    contact = world.contact(world.company(name="Northwind, Ltd; London"), last_name="Jones")
    stored = world.activity(
        contact.company,
        world.sara,
        kind="meeting",
        subject="Review, with; signs",
        outcome="scheduled",
        location="online",
        at=datetime(2026, 11, 21, 10, tzinfo=UTC),
        duration_minutes=45,
        details=AWKWARD,
    )
    for values in (
        {"contact_id": contact.id, "name": contact.name},
        {"user_id": world.alex.id, "name": world.alex.name},
    ):
        world.added(Attendee(activity_id=stored.id, **values))
    return stored


def address_of(browser, who="alex"):
    """Makes a feed and returns the path of its address, as the profile says it once."""
    return TOKEN.search(browser.as_(who).post("/profile/calendar", htmx=True).text)[1]


def read(response):
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    calendar = Calendar.from_ical(response.data)
    assert calendar["VERSION"] == "2.0"
    return calendar


def entries(browser, path):
    return {str(event["UID"]): event for event in read(browser.get(path)).walk("VEVENT")}


def summaries(browser, path):
    return sorted(str(event["SUMMARY"]) for event in entries(browser, path).values())


def test_a_meeting_is_a_file(browser, meeting):
    response = browser.as_("alex").get(
        f"/companies/{meeting.company_id}/activity/{meeting.id}/meeting.ics"
    )
    (event,) = read(response).walk("VEVENT")
    assert "attachment" in response.headers["Content-Disposition"]
    assert event["SUMMARY"] == "Review, with; signs (Northwind, Ltd; London)"
    assert event.decoded("DTSTART") == datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2026, 11, 21, 10, 45, tzinfo=UTC)
    assert event["LOCATION"] == "Online"
    assert event["STATUS"] == "CONFIRMED"
    description = str(event["DESCRIPTION"])
    assert "With Carol Jones, " in description
    assert AWKWARD in description
    url = f"http://travault.test/companies/{meeting.company_id}/activity/{meeting.id}"
    assert event["URL"] == url


def test_times_are_utc_and_need_no_zone(browser, meeting):
    meeting.at = datetime(2027, 7, 1, 9, tzinfo=UTC)
    url = f"/companies/{meeting.company_id}/activity/{meeting.id}/meeting.ics"
    data = browser.as_("alex").get(url).data
    assert b"DTSTART:20270701T090000Z" in data
    assert b"DTEND:20270701T094500Z" in data
    assert b"TZID" not in data


def test_a_cancelled_meeting_says_so(browser, meeting):
    meeting.outcome = "cancelled"
    url = f"/companies/{meeting.company_id}/activity/{meeting.id}/meeting.ics"
    assert b"STATUS:CANCELLED" in browser.as_("alex").get(url).data


@pytest.mark.parametrize("kind", ["call", "email"])
def test_only_meetings_are_files(browser, world, kind):
    activity = world.activity(kind=kind, outcome="busy" if kind == "call" else "sent")
    url = f"/companies/{activity.company_id}/activity/{activity.id}"
    assert browser.as_("alex").get(f"{url}/meeting.ics").status_code == 404
    assert "meeting.ics" not in browser.as_("alex").get(url).text


def test_the_timeline_offers_the_file(browser, meeting):
    url = f"/companies/{meeting.company_id}/activity"
    assert f'href="{url}/{meeting.id}/meeting.ics"' in browser.as_("sara").get(url).text


def test_an_entry_keeps_its_uid_and_counts_its_changes(browser, meeting):
    url = f"/companies/{meeting.company_id}/activity/{meeting.id}"
    alex = browser.as_("alex")
    (before,) = read(alex.get(f"{url}/meeting.ics")).walk("VEVENT")
    clock.freeze(clock.now() + timedelta(minutes=3))
    people = [f"user-{browser.as_('sara') and meeting.author_id}"]
    typed = {
        "subject": "Moved",
        "attendees": people,
        "outcome": "rescheduled",
        "location": "online",
        "date": "2026-11-23",
        "time": "11:00",
        "duration_minutes": "60",
    }
    assert browser.as_("sara").post(url, typed).status_code == 303
    (after,) = read(alex.get(f"{url}/meeting.ics")).walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 180)
    assert after.decoded("LAST-MODIFIED") == clock.now()
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")


def test_the_feed_has_my_meetings_and_open_reminders(browser, world, meeting):
    world.activity(
        meeting.company, world.alex, kind="meeting", subject="Logged by me", outcome="scheduled"
    )
    world.activity(
        meeting.company, world.sara, kind="meeting", subject="Not mine", outcome="scheduled"
    )
    world.activity(meeting.company, world.alex, kind="call", subject="A call")
    world.reminder(meeting.company, world.alex, message="Send it", remind_at=clock.now() + DAY)
    world.reminder(meeting.company, world.alex, message="Done", done_at=clock.now())
    world.reminder(meeting.company, world.alex, message="Deleted", deleted_at=clock.now())
    world.reminder(meeting.company, world.sara, message="Sara's")
    name = "(Northwind, Ltd; London)"
    assert summaries(browser, address_of(browser)) == [
        f"Logged by me {name}", f"Reminder: Send it {name}", f"Review, with; signs {name}",
    ]  # fmt: skip


def test_a_reminder_takes_no_time_and_links_to_itself(browser, world):
    stored = world.reminder(user=world.alex, remind_at=datetime(2026, 11, 23, 9, tzinfo=UTC))
    (event,) = entries(browser, address_of(browser)).values()
    assert event.decoded("DTSTART") == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["URL"] == f"http://travault.test/reminders/{stored.id}"


def test_what_is_deleted_or_far_away_is_not_there(browser, world, meeting):
    path = address_of(browser)
    assert len(entries(browser, path)) == 1
    for moment in (clock.now() - 92 * DAY, clock.now() + 402 * DAY):
        meeting.at = moment
        assert entries(browser, path) == {}
    meeting.at, meeting.deleted_at = clock.now(), clock.now()
    assert entries(browser, path) == {}


def test_a_company_in_the_bin_leaves_the_calendar(browser, meeting):
    path = address_of(browser)
    browser.as_("anna").post(
        f"/companies/{meeting.company_id}/deletion", {"confirm": "Northwind, Ltd; London"}
    )
    assert entries(browser, path) == {}


def test_another_agencys_entries_are_never_there(browser, world, meeting):
    with world.other_agency() as hugo:
        world.activity(author=hugo, kind="meeting", subject="Theirs", outcome="scheduled")
        world.reminder(user=hugo, message="Theirs")
    assert not any("Theirs" in words for words in summaries(browser, address_of(browser)))
    theirs = summaries(browser, address_of(browser, "hugo"))
    assert len(theirs) == 2
    assert all("Theirs" in words for words in theirs)


def test_the_address_is_said_once_and_stored_hashed(browser, world):
    alex = browser.as_("alex")
    assert "Make an address" in alex.get("/profile").text
    path = address_of(browser)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    (feed,) = db.session.query(CalendarFeed)
    assert (feed.user_id, len(feed.token_hash)) == (world.alex.id, 64)
    assert token not in alex.get("/profile").text + alex.get("/profile/calendar").text
    assert "An address was made" in alex.get("/profile").text


def test_a_new_address_ends_the_former_one(browser, world):
    former = address_of(browser)
    now = address_of(browser)
    assert browser.get(former).status_code == 404
    assert browser.get(now).status_code == 200


def test_revoking_ends_it(browser, world):
    path = address_of(browser)
    response = browser.as_("alex").open("DELETE", "/profile/calendar", htmx=True)
    assert "Make an address" in response.text
    assert browser.get(path).status_code == 404
    assert browser.as_("alex").post("/profile/calendar/deletion").status_code == 303


def test_a_colleague_who_left_has_no_calendar(browser, world):
    path = address_of(browser)
    world.alex.deactivated_at = clock.now()
    assert browser.get(path).status_code == 404


def test_without_htmx_the_address_is_on_a_page(browser, world):
    page = browser.as_("alex").post("/profile/calendar").text
    assert "<html" in page
    assert TOKEN.search(page)


def test_what_has_not_changed_is_not_sent_again(browser, meeting):
    path = address_of(browser)
    tag = browser.get(path).headers["ETag"]
    again = browser.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    clock.freeze(clock.now() + timedelta(hours=3))
    assert browser.get(path, headers={"If-None-Match": tag}).status_code == 304
    meeting.subject = "Changed"
    assert browser.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_feed_is_read_at_most_sixty_times_an_hour(browser, world):
    path = address_of(browser)
    answers = [browser.get(path).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]
    assert browser.get(address_of(browser, "sara")).status_code == 200


def test_guesses_are_counted_and_hold_nobody_else_up(browser, world):
    path = address_of(browser)
    answers = [browser.get(f"/calendar/guess-{n}.ics").status_code for n in range(21)]
    assert answers == [404] * 20 + [429]
    assert browser.get(path).status_code == 200


def test_a_feed_costs_the_same_however_full_it_is(browser, world, meeting, count_queries):
    path = address_of(browser)
    browser.get(path)
    few = count_queries(lambda: browser.get(path))
    for _ in range(20):
        stored = world.activity(author=world.alex, kind="meeting", outcome="scheduled")
        world.added(Attendee(activity_id=stored.id, user_id=world.sara.id, name="Sara"))
        world.reminder(user=world.alex, activity_id=stored.id)
    assert count_queries(lambda: browser.get(path)) == few
    assert few <= 6
