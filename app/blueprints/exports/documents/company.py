"""A company with its contacts, activities and tickets."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.blueprints.activities.models import Activity
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.exports.documents.document import Document, in_pieces
from app.blueprints.tickets.models import Ticket
from app.core import tenancy
from app.core.db import db

Piece = tuple[str, dict[str, Any]]


def pieces(company: Company) -> Iterator[Piece]:
    """One piece for an ordinary company; the lists of a large one run on over several."""
    sections = {
        "contacts": contacts_of(company),
        "tickets": tickets_of(company),
        "activities": activities_of(company),
    }
    rows = [(name, row) for name, found in sections.items() for row in found]
    for number, run in enumerate(in_pieces(rows)):
        shown = {name: [row for section, row in run if section == name] for name in sections}
        empty = [name for name, found in sections.items() if not found] if number == 0 else []
        yield "pdf/companies/company.html", {"company": company, "shown": shown, "empty": empty}


def contacts_of(company: Company) -> list[Contact]:
    query = tenancy.scoped(Contact).where(Contact.company_id == company.id)
    by_name = func.lower(Contact.last_name), func.lower(Contact.first_name), Contact.id
    return list(db.session.scalars(query.order_by(Contact.is_primary.desc(), *by_name)))


def tickets_of(company: Company) -> list[Ticket]:
    query = (
        select(Ticket)
        .options(joinedload(Ticket.subject), joinedload(Ticket.assignee))
        .where(Ticket.agency_id == company.agency_id, Ticket.company_id == company.id)
        .order_by(Ticket.number.desc())
    )
    return list(db.session.scalars(query))


def activities_of(company: Company) -> list[Activity]:
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
    return list(db.session.scalars(query))


DOCUMENT = Document(
    find=lambda record_id: tenancy.find(Company, record_id),
    title=lambda company: company.name,
    pieces=pieces,
)
