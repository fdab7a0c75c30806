"""What the tickets' screens show."""

import re
from collections.abc import Mapping
from typing import Any

from flask_login import current_user
from sqlalchemy import String, case, cast, func, or_, select, true
from sqlalchemy.orm import aliased, joinedload

from app.blueprints.accounts.models import User
from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.tickets.choices import (
    ALL_CATEGORIES,
    CATEGORIES,
    PRIORITIES,
    STATUSES,
    SUPPLIER_CATEGORIES,
)
from app.blueprints.tickets.models import Action, Subject, Ticket
from app.core import tenancy
from app.core.db import db
from app.core.events import Event
from app.core.forms import to_id
from app.core.lists import Listing, contains, one_of
from app.core.tenancy import RecordNotFound

BRIEF = 45
SHOWN_WITH_CONTACT = 50
Owner, Assignee = aliased(User), aliased(User)
STATES = {"open": Ticket.status != "closed", "closed": Ticket.status == "closed", "all": true()}
KINDS = {
    "client": Ticket.category_type == "client",
    "supplier": or_(Company.company_type == "supplier", Ticket.category.in_(SUPPLIER_CATEGORIES)),
    "agency": Ticket.category_type == "agency",
    "all": true(),
}


def _id_filter(column: Any) -> Any:
    return lambda value: column == to_id(value) if to_id(value) else None


def _searched(value: str) -> Any:
    """ "#12" is one ticket, anything else is looked for everywhere."""
    is_number = re.fullmatch(r"#[0-9]{1,9}", value)
    return Ticket.number == int(value[1:]) if is_number else _search(value)


_search = contains(cast(Ticket.number, String), Subject.name, Ticket.description, Company.name)
LISTING = Listing(
    sorts={
        "number": Ticket.number,
        "status": case({key: n for n, key in enumerate(STATUSES)}, value=Ticket.status),
        "priority": (Ticket.priority, Ticket.updated_at),
        "subject": func.lower(Subject.name),
        "description": func.lower(func.left(Ticket.description, BRIEF)),
        "company": func.lower(Company.name),
        "contact": (Contact.first_name, Contact.last_name),
        "category": Ticket.category,
        "assignee": (Assignee.first_name, Assignee.last_name),
        "owner": (Owner.first_name, Owner.last_name),
        "opened": Ticket.opened_at,
        "updated": Ticket.updated_at,
    },
    default="-updated",
    filters={
        "state": STATES.get,
        "kind": KINDS.get,
        "q": _searched,
        "status": one_of(Ticket.status, STATUSES),
        "priority": one_of(Ticket.priority, PRIORITIES),
        "category": one_of(Ticket.category, ALL_CATEGORIES),
        "assignee": _id_filter(Ticket.assignee_id),
        "owner": _id_filter(Ticket.owner_id),
        "company": _id_filter(Ticket.company_id),
        "mine": lambda value: Ticket.assignee_id == current_user.id if value == "1" else None,
        "unassigned": lambda value: Ticket.assignee_id.is_(None) if value == "1" else None,
    },
    tie_breaker=Ticket.id,
    nulls_last=frozenset({"contact", "assignee"}),
    downwards=frozenset({"priority"}),
)


# The columns of the list; outer joins, so that PostgreSQL joins for the rows shown only and leaves
# out for a count what no filter asks for. Made once: making it costs as much as sending it.
TICKET_ROWS = (
    select(
        Ticket.id,
        Ticket.number,
        Ticket.status,
        Ticket.priority,
        Ticket.category,
        Ticket.company_id,
        Ticket.opened_at,
        Ticket.updated_at,
        func.left(Ticket.description, BRIEF).label("brief"),
        Subject.name.label("subject"),
        Company.name.label("company"),
        (Contact.first_name + " " + Contact.last_name).label("contact"),
        (Assignee.first_name + " " + Assignee.last_name).label("assignee"),
        (Owner.first_name + " " + Owner.last_name).label("owner"),
    )
    .outerjoin(Subject, Subject.id == Ticket.subject_id)
    .outerjoin(Company, Company.id == Ticket.company_id)
    .outerjoin(Contact, Contact.id == Ticket.contact_id)
    .outerjoin(Assignee, Assignee.id == Ticket.assignee_id)
    .outerjoin(Owner, Owner.id == Ticket.owner_id)
    .where(Ticket.agency_id == tenancy.CURRENT_AGENCY)
)


def page_of(args: Mapping[str, str], path: str, company: Company | None = None) -> Any:
    """Open tickets unless another state is asked for; a company's when there is one."""
    query = TICKET_ROWS
    if company:
        query = query.where(Ticket.company_id == company.id)
    state = args.get("state", "")
    chosen = {**args, "state": state if state in STATES else "open"}
    return LISTING.page(query, chosen, path)


def tickets_with(contact: Contact) -> list[Ticket]:
    """The contact's tickets, open or closed, the last first."""
    query = tenancy.scoped(Ticket).options(joinedload(Ticket.subject))
    query = query.where(Ticket.contact_id == contact.id).order_by(Ticket.number.desc())
    return list(db.session.scalars(query.limit(SHOWN_WITH_CONTACT)))


def row_of(number: int) -> Any:
    row = db.session.execute(TICKET_ROWS.where(Ticket.number == number)).one_or_none()
    if row is None:
        raise RecordNotFound("Ticket")
    return row


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


def filter_choices(chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the list can be filtered by; of the companies only the one that is chosen."""
    company_id = to_id(chosen.get("company"))
    return {
        "statuses": STATUSES.pairs,
        "priorities": list(reversed(PRIORITIES.pairs)),
        "categories": [pair for group in CATEGORIES.values() for pair in group.pairs],
        "people": colleague_choices(),
        "company": db.session.get(Company, company_id) if company_id else None,
    }


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
