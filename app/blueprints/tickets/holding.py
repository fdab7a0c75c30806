"""What tickets keep about a contact."""

from collections.abc import Collection

from sqlalchemy import or_, select, update

from app.blueprints.crm.contacts.holdings import Holding, Mention
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.tickets.models import Action, Subject, Ticket
from app.core import tenancy
from app.core.db import db


def _move(former: Contact, kept: Contact) -> None:
    theirs = Ticket.agency_id == former.agency_id, Ticket.contact_id == former.id
    db.session.execute(update(Ticket).where(*theirs).values(contact_id=kept.id))


def _forget(contact: Contact) -> None:
    """A ticket shows the name of its contact, and keeps none of its own."""


def _mentions(contact: Contact, words: Collection[str]) -> list[Mention]:
    """The tickets of the company whose subject, description or actions name the person."""
    acted = select(Action.ticket_id).where(
        Action.agency_id == tenancy.CURRENT_AGENCY, _says(Action.details, words)
    )
    named = or_(_says(Ticket.description, words), _says(Subject.name, words), Ticket.id.in_(acted))
    query = (
        select(Ticket.number)
        .join(Subject, Subject.id == Ticket.subject_id)
        .where(Ticket.agency_id == tenancy.CURRENT_AGENCY, Ticket.company_id == contact.company_id)
        .where(named)
        .order_by(Ticket.number)
    )
    return [Mention(f"Ticket #{n}", f"/tickets/{n}") for n in db.session.scalars(query)]


def _says(column, words: Collection[str]):
    return or_(*(column.icontains(word, autoescape=True) for word in sorted(words)))


HOLDING = Holding(_move, _forget, _mentions)
