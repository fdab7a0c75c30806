"""What the tickets' screens show, besides the list."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.tickets.models import Action, Subject, Ticket
from app.core import tenancy
from app.core.db import db
from app.core.events import Event
from app.core.tenancy import RecordNotFound

SHOWN_WITH_CONTACT = 50


def tickets_with(contact: Contact) -> list[Ticket]:
    """The contact's tickets, open or closed, the last first."""
    query = tenancy.scoped(Ticket).options(joinedload(Ticket.subject))
    query = query.where(Ticket.contact_id == contact.id).order_by(Ticket.number.desc())
    return list(db.session.scalars(query.limit(SHOWN_WITH_CONTACT)))


def url_of(ticket: Ticket) -> str:
    return f"/tickets/{ticket.number}"


def url_of_action(action: Action) -> str:
    return url_of(action.ticket)


def guard(action: Action) -> None:
    """What belongs to an action of a closed ticket cannot be changed either."""
    action.ticket.require_open()


def find_ticket(number: int, *, lock: bool = False) -> Ticket:
    """The agency's ticket of this number with what its page shows of other records."""
    query = tenancy.scoped(Ticket).where(Ticket.number == number)
    shown = (Ticket.company, Ticket.contact, Ticket.subject, Ticket.owner, Ticket.assignee)
    query = query.options(*(joinedload(record) for record in shown))
    ticket = db.session.scalar(query.with_for_update(of=Ticket) if lock else query)
    if ticket is None:
        raise RecordNotFound("Ticket")
    return ticket


def find_action(ticket: Ticket, number: int) -> Action:
    query = tenancy.scoped(Action).options(joinedload(Action.author))
    query = query.where(Action.ticket_id == ticket.id, Action.number == number)
    action = db.session.scalar(query)
    if action is None:
        raise RecordNotFound("Action")
    return action


def last_editor(ticket: Ticket) -> User | None:
    """Who changed the ticket's fields last."""
    query = (
        select(User)
        .join(Event, Event.actor_id == User.id)
        .where(
            Event.agency_id == tenancy.agency_id(),
            Event.subject_type == Ticket.__tablename__,
            Event.subject_id == ticket.id,
            Event.kind != "ticket.opened",
        )
        .order_by(Event.id.desc())
    )
    return db.session.scalar(query.limit(1))


def other_open_tickets(ticket: Ticket, limit: int = 10) -> list[Ticket]:
    """Of the same company, the one that was worked on last first."""
    query = (
        tenancy.scoped(Ticket)
        .options(joinedload(Ticket.subject))
        .where(
            Ticket.company_id == ticket.company_id,
            Ticket.id != ticket.id,
            Ticket.status != "closed",
        )
        .order_by(Ticket.updated_at.desc(), Ticket.id.desc())
    )
    return list(db.session.scalars(query.limit(limit)))


def open_ticket_count(company: Company) -> Any:
    counted = select(func.count()).select_from(Ticket)
    return counted.where(
        Ticket.agency_id == tenancy.agency_id(),
        Ticket.company_id == company.id,
        Ticket.status != "closed",
    ).scalar_subquery()


def subjects_like(text: str, limit: int = 10) -> list[str]:
    """From two letters on: those that begin with the text first."""
    text = " ".join(text.split())[:255]
    if len(text) < 2:
        return []
    begins = func.lower(Subject.name).startswith(text.lower(), autoescape=True)
    query = (
        select(Subject.name)
        .where(
            Subject.agency_id == tenancy.agency_id(),
            Subject.name.icontains(text, autoescape=True),
        )
        .order_by(begins.desc(), func.lower(Subject.name))
    )
    return list(db.session.scalars(query.limit(limit)))
