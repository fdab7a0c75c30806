"""What the worker does for activities: mail a reminder, and forget what was deleted."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import contains_eager, joinedload

from app.blueprints.activities import actions, models
from app.blueprints.activities.models import MAIL, UNDO_FOR, Activity, Reminder
from app.blueprints.notifications.actions import notify
from app.core import clock, context, mail, tenancy
from app.core.db import db
from app.core.web import dom_id
from app.outbox import handles


@handles(MAIL)
def mail_reminder(message, reminder_id: int, version: int) -> None:
    """Nothing is sent when the reminder is done, deleted or planned anew since, nor when its person
    wants no such mail."""
    reminder = _still_wanted(reminder_id, version)
    if reminder is None:
        return
    text = f"reminder of {reminder.company.name}"
    url = f"/reminders#{dom_id(reminder)}"
    if notify([reminder.user_id], "reminder", reminder.message, text, url):
        _mail(reminder)
    this_plan = (Reminder.id == reminder_id) & (Reminder.version == version)
    db.session.execute(update(Reminder).where(this_plan).values(mailed_at=clock.now()))


def _mail(reminder: Reminder) -> None:
    with context.reading_as(reminder.user):
        mail.send(
            reminder.user.email,
            "activities/reminder",
            message_id=f"reminder-{reminder.id}-{reminder.version}",
            reminder=reminder,
            about=_about(reminder),
            url=f"{mail.site()}/companies/{reminder.company_id}/activity",
        )


@handles(actions.PURGE)
def purge_activity(message, activity_id: int) -> None:
    _purge(Activity, activity_id)


@handles(models.PURGE)
def purge_reminder(message, reminder_id: int) -> None:
    _purge(Reminder, reminder_id)


def _purge(model, record_id: int) -> None:
    """One that was restored stays; deleted once more, it has a later message of its own."""
    is_old = model.deleted_at <= clock.now() - UNDO_FOR
    own = (model.agency_id == tenancy.agency_id()) & (model.id == record_id)
    db.session.execute(delete(model).where(own, is_old))


def _still_wanted(reminder_id: int, version: int) -> Reminder | None:
    query = (
        select(Reminder)
        .outerjoin(Reminder.activity)
        .options(
            contains_eager(Reminder.activity),
            joinedload(Reminder.user),
            joinedload(Reminder.author),
            joinedload(Reminder.company),
        )
        .where(
            Reminder.agency_id == tenancy.agency_id(),
            Reminder.id == reminder_id,
            Reminder.version == version,
            Reminder.done_at.is_(None),
            Reminder.deleted_at.is_(None),
            Reminder.mailed_at.is_(None),
            Activity.deleted_at.is_(None),
        )
    )
    reminder = db.session.scalar(query)
    return reminder if reminder and reminder.user.is_active else None


def _about(reminder: Reminder) -> list[tuple[str, str]]:
    facts = [("Company", reminder.company.name), ("When", context.exact(reminder.remind_at))]
    activity = reminder.activity
    if activity:
        facts.append((activity.kind_label, f"{activity.subject}, {context.exact(activity.at)}"))
    return facts
