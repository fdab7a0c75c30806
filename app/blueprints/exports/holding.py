"""What exports keep about a contact: the files of a person's data, and documents that name the person."""

from collections.abc import Collection

from sqlalchemy import delete, or_, select

from app.blueprints.crm.contacts.holdings import Holding, Mention
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.exports.models import Export
from app.blueprints.tickets.models import Ticket
from app.core.db import db

LISTS = ("contacts.csv", "tickets.csv", "tickets")


def _move(former: Contact, kept: Contact) -> None:
    """A file says what was so when it was made, and goes after seven days."""


def _forget(contact: Contact) -> None:
    """Lists and documents of the company go whole: they are quickly asked for again."""
    tickets = select(Ticket.id).where(
        Ticket.agency_id == contact.agency_id, Ticket.company_id == contact.company_id
    )
    may_name = or_(
        (Export.kind == "person") & (Export.subject_id == contact.id),
        Export.kind.in_(("company", "sheet")) & (Export.subject_id == contact.company_id),
        (Export.kind == "ticket") & Export.subject_id.in_(tickets),
        Export.kind.in_(LISTS),
    )
    db.session.execute(delete(Export).where(Export.agency_id == contact.agency_id, may_name))


def _mentions(contact: Contact, words: Collection[str]) -> list[Mention]:
    return []


HOLDING = Holding(_move, _forget, _mentions)
