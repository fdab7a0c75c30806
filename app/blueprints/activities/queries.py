"""Single activities and reminders, and the lists of reminders."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity, Attendee, Reminder
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.core import clock, tenancy
from app.core.db import db
from app.core.tenancy import RecordNotFound

SHOWN_WITH_CONTACT = 50


def find_activity(company: Company, activity_id: int, *, deleted: bool = False) -> Activity:
    """An activity of this company; one that was deleted is found to be restored only."""
    activity = tenancy.find(Activity, activity_id, deleted=deleted)
    if activity.company_id != company.id:
        raise RecordNotFound("Activity")
    return activity


def find_meeting(company: Company, activity_id: int) -> Activity:
    meeting = find_activity(company, activity_id)
    if meeting.kind != "meeting":
        raise RecordNotFound("Meeting")
    return meeting


def find_reminder(reminder_id: int, *, deleted: bool = False) -> Reminder:
    """Locked, because each change of plan needs a version of its own."""
    reminder = tenancy.find(Reminder, reminder_id, lock=True, deleted=deleted)
    if reminder.activity is not None and reminder.activity.is_deleted and not deleted:
        raise RecordNotFound("Reminder")
    return reminder


def reminder_of(activity: Activity) -> Reminder | None:
    query = tenancy.scoped(Reminder).where(Reminder.activity_id == activity.id)
    return db.session.scalar(query.order_by(Reminder.id.desc()).limit(1).with_for_update())


def missed_reminders(company: Company) -> list[Reminder]:
    """Open ones of this company whose time has come, and that were not mailed."""
    query = (
        tenancy.scoped(Reminder)
        .outerjoin(Reminder.activity)
        .where(
            Reminder.company_id == company.id,
            Reminder.done_at.is_(None),
            Reminder.mailed_at.is_(None),
            Reminder.remind_at <= clock.now(),
            Activity.deleted_at.is_(None),
        )
    )
    return list(db.session.scalars(query.order_by(Reminder.id).with_for_update(of=Reminder)))


def activity_count(company: Company):
    """A scalar subquery, for the tab."""
    return (
        select(func.count(Activity.id))
        .where(
            Activity.agency_id == company.agency_id,
            Activity.company_id == company.id,
            Activity.deleted_at.is_(None),
        )
        .scalar_subquery()
    )


def count_activities(company: Company) -> int:
    return db.session.scalar(select(activity_count(company))) or 0


def activities_with(contact: Contact) -> list[Activity]:
    """What this contact took part in, the last first."""
    query = (
        tenancy.scoped(Activity)
        .join(Attendee, Attendee.activity_id == Activity.id)
        .where(Attendee.contact_id == contact.id)
        .order_by(Activity.at.desc(), Activity.id.desc())
    )
    return list(db.session.scalars(query.limit(SHOWN_WITH_CONTACT)))


def due_reminders(user: User, limit: int = 10) -> list[Reminder]:
    """Overdue and due today, for the dashboard."""
    query = open_reminders(user).where(Reminder.remind_at < end_of_today(user))
    return list(db.session.scalars(query.limit(limit)))


def open_reminders(user: User) -> Select[tuple[Reminder]]:
    open_ones = _reminders(user).where(Reminder.done_at.is_(None))
    return open_ones.order_by(Reminder.remind_at, Reminder.id)


def _reminders(user: User) -> Select[tuple[Reminder]]:
    return (
        tenancy.scoped(Reminder)
        .outerjoin(Reminder.activity)
        .options(
            contains_eager(Reminder.activity),
            joinedload(Reminder.company),
            joinedload(Reminder.author),
            joinedload(Reminder.user),
        )
        .where(Reminder.user_id == user.id, Activity.deleted_at.is_(None))
    )


def end_of_today(user: User) -> datetime:
    tomorrow = clock.today(user.time_zone) + timedelta(days=1)
    return clock.at(tomorrow, "00:00", user.time_zone)
