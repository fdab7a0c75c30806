"""Meetings and reminders as iCalendar (RFC 5545). Times are in UTC, which every calendar shows in its
own zone; an entry keeps its UID, and its SEQUENCE grows with each change."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from app.blueprints.accounts.models import User
from app.blueprints.activities.agenda import Agenda, Meeting
from app.blueprints.activities.models import Reminder
from app.core import mail

MIME = "text/calendar; charset=utf-8"
PRODUCT = "-//Travault//Travault//EN"
BRIEFLY = timedelta(minutes=15)
READ_AGAIN = timedelta(hours=1)


def of_agenda(user: User, agenda: Agenda) -> bytes:
    calendar = _calendar()
    name = f"Travault: {user.name}"
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", user.time_zone)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for meeting in agenda.meetings:
        calendar.add_component(_meeting(meeting))
    for reminder in agenda.reminders:
        calendar.add_component(_reminder(reminder))
    return calendar.to_ical()


def of_meeting(meeting: Meeting) -> bytes:
    calendar = _calendar()
    calendar.add_component(_meeting(meeting))
    return calendar.to_ical()


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def _meeting(meeting: Meeting) -> Event:
    activity = meeting.activity
    event = _event("activity", activity.id, activity.created_at, activity.updated_at)
    event.add("summary", f"{activity.subject} ({activity.company.name})")
    _place(event, activity.at, timedelta(minutes=activity.duration_minutes or 0))
    event.add("location", activity.location_label)
    event.add("status", "CANCELLED" if activity.outcome == "cancelled" else "CONFIRMED")
    url = f"{mail.site()}/companies/{activity.company_id}/activity/{activity.id}"
    people = "With " + ", ".join(meeting.people) if meeting.people else None
    _describe(event, people, activity.outcome_label, activity.details, url=url)
    event.add("categories", ["Meeting"])
    return event


def _reminder(reminder: Reminder) -> Event:
    """Brief, and without taking up the time: people are reminded while they do something else."""
    event = _event("reminder", reminder.id, reminder.created_at, reminder.updated_at)
    event.add("summary", f"Reminder: {reminder.message} ({reminder.company.name})")
    _place(event, reminder.remind_at, BRIEFLY)
    event.add("transp", "TRANSPARENT")
    activity = reminder.activity
    _describe(event, activity and activity.title, url=f"{mail.site()}/reminders/{reminder.id}")
    event.add("categories", ["Reminder"])
    return event


def _event(kind: str, record_id: int, created: datetime, changed: datetime) -> Event:
    event = Event()
    event.add("uid", mail.full_id(f"{kind}-{record_id}").strip("<>"))
    event.add("dtstamp", changed)
    event.add("created", created)
    event.add("last-modified", changed)
    event.add("sequence", max(0, int((changed - created).total_seconds())))
    return event


def _place(event: Event, at: datetime, lasts: timedelta) -> None:
    event.add("dtstart", at)
    event.add("dtend", at + lasts)


def _describe(event: Event, *paragraphs: str | None, url: str) -> None:
    event.add("description", "\n\n".join(text for text in (*paragraphs, url) if text))
    event.add("url", url)
