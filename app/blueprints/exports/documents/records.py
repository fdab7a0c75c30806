"""What documents about a company list."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.blueprints.activities.models import Activity
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.fees.models import Fee
from app.blueprints.crm.fees.queries import fees_of
from app.blueprints.crm.notes.queries import notes_of
from app.blueprints.crm.notes.sections import PLAIN, SECTIONS
from app.blueprints.exports.documents.document import in_pieces
from app.blueprints.tickets.models import Ticket
from app.core import tenancy
from app.core.db import db

Sections = dict[str, list[Any]]


class Note(NamedTuple):
    """A section of the client notes that says something."""

    heading: str
    words: str
    is_plain: bool


def in_sections(sections: Sections) -> Iterator[tuple[Sections, list[str]]]:
    """The rows of all sections in pieces, and with the first the names of those that are empty."""
    rows = [(name, row) for name, found in sections.items() for row in found]
    for number, run in enumerate(in_pieces(rows)):
        shown = {name: [row for section, row in run if section == name] for name in sections}
        empty = [name for name, found in sections.items() if not found] if number == 0 else []
        yield shown, empty


def notes_of_client(company: Company) -> list[Note]:
    notes = notes_of(company)
    filled = notes.filled if notes else {}
    return [Note(SECTIONS[key], words, key in PLAIN) for key, words in filled.items()]


def fees_of_client(company: Company) -> list[Fee]:
    return fees_of(company)


def contacts_of(company: Company) -> list[Contact]:
    query = tenancy.scoped(Contact).where(Contact.company_id == company.id)
    by_name = func.lower(Contact.last_name), func.lower(Contact.first_name), Contact.id
    return list(db.session.scalars(query.order_by(Contact.is_primary.desc(), *by_name)))


def marked_contacts_of(company: Company) -> list[Contact]:
    """Who books and who travels, and the primary contact."""
    return [contact for contact in contacts_of(company) if contact.tags]


def tickets_of(company: Company, *, only_open: bool = False) -> list[Ticket]:
    query = (
        select(Ticket)
        .options(joinedload(Ticket.subject), joinedload(Ticket.assignee))
        .where(
            Ticket.agency_id == company.agency_id,
            Ticket.company_id == company.id,
            or_(not only_open, Ticket.status != "closed"),
        )
        .order_by(Ticket.number.desc())
    )
    return list(db.session.scalars(query))


def activities_of(company: Company, since: datetime | None = None) -> list[Activity]:
    query = (
        select(Activity)
        .options(joinedload(Activity.author), selectinload(Activity.attendees))
        .where(
            Activity.agency_id == company.agency_id,
            Activity.company_id == company.id,
            Activity.deleted_at.is_(None),
        )
        .order_by(Activity.at.desc(), Activity.id.desc())
    )
    return list(db.session.scalars(query.where(Activity.at >= since) if since else query))
