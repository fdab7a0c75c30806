"""Logging, changing and deleting an activity together with its people and its reminder."""

from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import UNDO_FOR, Activity, Attendee, Reminder
from app.blueprints.activities.people import Person, attendees_of
from app.blueprints.activities.queries import missed_reminders, reminder_of
from app.blueprints.crm.companies.models import Company
from app.core import clock
from app.core.db import AgencyModel, db
from app.core.events import record
from app.outbox import cancel, post

PURGE = "activity.purge"
Values = dict[str, Any]


def log_activity(
    company: Company,
    kind: str,
    values: Values,
    people: list[Person],
    reminder: Values | None,
    *,
    by: User,
) -> Activity:
    activity = Activity(kind=kind, company=company, author_id=by.id, **values)
    activity.attendees = [_attendee(person) for person in people]
    db.session.add(activity)
    company.touch()
    record("activity.logged", activity, by=by, within=company)
    if reminder:
        set_reminder(activity, reminder, by=by)
    return activity


def change_activity(
    activity: Activity, values: Values, people: list[Person], reminder: Values | None, *, by: User
) -> None:
    for name, value in values.items():
        setattr(activity, name, value)
    _invite(activity, people)
    activity.updated_at = clock.now()
    record("activity.changed", activity, by=by, within=activity.company)
    existing = reminder_of(activity)
    if existing and reminder:
        existing.move(reminder, by=by)
    elif existing:
        existing.delete(by=by)
    elif reminder:
        set_reminder(activity, reminder, by=by)


def set_reminder(activity: Activity, values: Values, *, by: User) -> Reminder:
    reminder = Reminder(activity=activity, company=activity.company, author_id=by.id, **values)
    db.session.add(reminder)
    reminder.plan()
    record("reminder.set", reminder, by=by, remind_at=reminder.remind_at.isoformat())
    return reminder


def delete_activity(activity: Activity, *, by: User) -> None:
    """It leaves every screen at once and the database a day later, so that Undo is possible."""
    if activity.is_deleted:
        return
    activity.deleted_at = clock.now()
    reminder = reminder_of(activity)
    if reminder:
        cancel(reminder.mail_key)
    record("activity.deleted", activity, by=by, within=activity.company)
    post(PURGE, {"activity_id": activity.id}, deliver_at=clock.now() + UNDO_FOR)


def restore_activity(activity: Activity, *, by: User) -> None:
    if not activity.is_deleted:
        return
    activity.deleted_at = None
    reminder = reminder_of(activity)
    if reminder and not reminder.is_done:
        reminder.plan_unless_mailed()
    record("activity.restored", activity, by=by, within=activity.company)


def plan_missed_reminders(record: AgencyModel) -> None:
    """A company is back from the bin: what fell due while it lay there is mailed now."""
    if isinstance(record, Company):
        for reminder in missed_reminders(record):
            reminder.plan_unless_mailed()


def _invite(activity: Activity, people: list[Person]) -> None:
    """Those who were there already keep their row, and with it their name as it was."""
    stays = {person.key for person in people}
    had = {
        person.key: row
        for person, row in zip(attendees_of(activity), activity.attendees, strict=True)
    }
    for key, row in had.items():
        if key not in stays:
            activity.attendees.remove(row)
    activity.attendees.extend(_attendee(person) for person in people if person.key not in had)


def _attendee(person: Person) -> Attendee:
    return Attendee(contact_id=person.contact_id, user_id=person.user_id, name=person.name)
