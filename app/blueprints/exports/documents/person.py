"""Everything that is known of a contact, for a person who asks for their data: a zip of one JSON file
and the same as CSV."""

import io
import json
import zipfile
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.blueprints.activities.models import Activity, Attendee
from app.blueprints.crm.contacts.models import TAGS, Contact
from app.blueprints.exports.models import Export
from app.blueprints.exports.tables.table import plain
from app.blueprints.tickets.models import Ticket
from app.core import tenancy
from app.core.csv_text import MARK, written
from app.core.db import db
from app.core.events import Event

Rows = list[dict[str, object]]
FIELDS = (
    "first_name", "last_name", "email", "phone", "mobile", "job_title", "department", "notes",
    *TAGS, "created_at", "updated_at",
)  # fmt: skip


class Person:
    def about(self, subject_id: int | None, query: str | None) -> tuple[str, int, None]:
        contact = tenancy.find(Contact, subject_id)
        return f"Data of {contact.name}", contact.id, None

    def archive_of(self, export: Export) -> bytes:
        contact = tenancy.find(Contact, export.subject_id)
        return zipped(
            {
                "contact": contact_rows(contact),
                "tickets": ticket_rows(contact),
                "activities": activity_rows(contact),
                "history": history_rows(contact),
            }
        )


def zipped(parts: dict[str, Rows]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("person.json", json.dumps(parts, indent=2, ensure_ascii=False))
        for name, rows in parts.items():
            if rows:
                lines = [list(rows[0]), *(row.values() for row in rows)]
                archive.writestr(f"{name}.csv", MARK + written(lines))
    return file.getvalue()


def contact_rows(contact: Contact) -> Rows:
    fields = {name: plain(getattr(contact, name)) for name in FIELDS}
    return [{"company": contact.company.name, **fields}]


def ticket_rows(contact: Contact) -> Rows:
    theirs = tenancy.scoped(Ticket).options(joinedload(Ticket.subject))
    query = theirs.where(Ticket.contact_id == contact.id).order_by(Ticket.number)
    return [
        {
            "number": ticket.number,
            "subject": ticket.subject.name,
            "status": ticket.status_label,
            "opened": plain(ticket.opened_at),
            "closed": plain(ticket.closed_at),
            "description": ticket.description,
        }
        for ticket in db.session.scalars(query)
    ]


def activity_rows(contact: Contact) -> Rows:
    attended = tenancy.scoped(Activity).join(Attendee, Attendee.activity_id == Activity.id)
    query = attended.where(Attendee.contact_id == contact.id).order_by(Activity.at, Activity.id)
    return [
        {
            "kind": activity.kind_label,
            "subject": activity.subject,
            "at": plain(activity.at),
            "outcome": activity.outcome_label,
            "details": activity.details,
        }
        for activity in db.session.scalars(query)
    ]


def history_rows(contact: Contact) -> Rows:
    """What happened to the contact, also to those that were merged into it."""
    merged = select(Contact.id).where(
        Contact.agency_id == contact.agency_id, Contact.merged_into_id == contact.id
    )
    own = (Event.subject_id == contact.id) | Event.subject_id.in_(merged)
    query = tenancy.scoped(Event).where(Event.subject_type == "contact", own).order_by(Event.id)
    return [
        {"at": plain(event.at), "what": event.kind, "changes": _changes(event.data)}
        for event in db.session.scalars(query)
    ]


def _changes(data: dict[str, Any]) -> str | None:
    found = data.get("changes")
    return json.dumps(found, ensure_ascii=False) if found else None
