"""What activities and reminders keep about a contact."""

from collections.abc import Collection

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import aliased

from app.blueprints.activities.models import Activity, Attendee, Reminder
from app.blueprints.crm.contacts.holdings import ERASED, Holding, Mention
from app.blueprints.crm.contacts.models import Contact
from app.core import context, tenancy
from app.core.db import db


def _move(former: Contact, kept: Contact) -> None:
    """Where both took part, one of them did."""
    both = aliased(Attendee)
    there = select(both.activity_id).where(
        both.agency_id == kept.agency_id, both.contact_id == kept.id
    )
    theirs = Attendee.agency_id == former.agency_id, Attendee.contact_id == former.id
    db.session.execute(delete(Attendee).where(*theirs, Attendee.activity_id.in_(there)))
    db.session.execute(update(Attendee).where(*theirs).values(contact_id=kept.id))


def _forget(contact: Contact) -> None:
    theirs = Attendee.agency_id == contact.agency_id, Attendee.contact_id == contact.id
    db.session.execute(update(Attendee).where(*theirs).values(name=ERASED))


def _mentions(contact: Contact, words: Collection[str]) -> list[Mention]:
    return _activities(contact, words) + _reminders(contact, words)


def _activities(contact: Contact, words: Collection[str]) -> list[Mention]:
    """Those of the company whose subject or details name the person."""
    query = tenancy.scoped(Activity).where(
        Activity.company_id == contact.company_id,
        or_(_says(Activity.subject, words), _says(Activity.details, words)),
    )
    found = db.session.scalars(query.order_by(Activity.at, Activity.id))
    address = f"/companies/{contact.company_id}/activity"
    return [Mention(f"{a.kind_label} of {context.day(a.at)}", f"{address}/{a.id}") for a in found]


def _reminders(contact: Contact, words: Collection[str]) -> list[Mention]:
    query = tenancy.scoped(Reminder).where(
        Reminder.company_id == contact.company_id, _says(Reminder.message, words)
    )
    found = db.session.scalars(query.order_by(Reminder.remind_at, Reminder.id))
    said = ((f"Reminder of {context.day(r.remind_at)}", f"/reminders/{r.id}") for r in found)
    return [Mention(*words) for words in said]


def _says(column, words: Collection[str]):
    return or_(*(column.icontains(word, autoescape=True) for word in sorted(words)))


HOLDING = Holding(_move, _forget, _mentions)
