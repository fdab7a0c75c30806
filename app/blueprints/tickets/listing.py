"""The list of tickets: what it can be filtered and sorted by, its rows, and how many each toggle has."""

import re
from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from flask import session
from sqlalchemy import String, case, cast, func, or_, select, true
from sqlalchemy.orm import aliased

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
from app.blueprints.tickets.models import Subject, Ticket
from app.core import clock, moments, tenancy
from app.core.context import reader
from app.core.db import db
from app.core.forms import to_id
from app.core.lists import MOST_CHOSEN, Listing, Page, contains, counted, one_of
from app.core.tenancy import RecordNotFound

BRIEF = 45
SEEN, MOST_REMEMBERED = "tickets_seen", 600
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


def _days(column: Any, *, until: bool = False) -> Any:
    """A filter by a day of the agency's time zone, from its beginning or until its end."""

    def condition(value: str) -> Any:
        day = moments.parsed_day(value)
        if day is None:
            return None
        zone = reader().agency.time_zone
        if until:
            return column < clock.at(day + timedelta(days=1), "00:00", zone)
        return column >= clock.at(day, "00:00", zone)

    return condition


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
        "opened_from": _days(Ticket.opened_at),
        "opened_to": _days(Ticket.opened_at, until=True),
        "closed_from": _days(Ticket.closed_at),
        "closed_to": _days(Ticket.closed_at, until=True),
        "mine": lambda value: Ticket.assignee_id == reader().id if value == "1" else None,
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


class Neighbours(NamedTuple):
    previous: int | None = None
    next: int | None = None


def rows_of(company: Company | None = None) -> Any:
    return TICKET_ROWS.where(Ticket.company_id == company.id) if company else TICKET_ROWS


def page_of(args: Mapping[str, str], path: str, company: Company | None = None) -> Page:
    """Open tickets unless another state is asked for; a company's when there is one."""
    return LISTING.page(rows_of(company), _with_state(args), path)


def state_of(args: Mapping[str, str], path: str) -> Page:
    return LISTING.state(_with_state(args), path)


def _with_state(args: Mapping[str, str]) -> dict[str, str]:
    state = args.get("state", "")
    return {**args, "state": state if state in STATES else "open"}


def toggle_counts(page: Page, company: Company | None = None) -> dict[str, dict[str, str]]:
    """What each toggle would show with the other filters as they are. One query, and each count
    stops at a thousand."""
    toggles = {"state": STATES} if company else {"state": STATES, "kind": KINDS}
    columns = {
        (name, key): LISTING.counted(rows_of(company), {**page.filters, name: key})
        for name, keys in toggles.items()
        for key in keys
    }
    row = db.session.execute(select(*columns.values())).one()
    counts = dict(zip(columns, map(counted, row), strict=True))
    return {name: {key: counts[name, key] for key in keys} for name, keys in toggles.items()}


def remember(page: Page) -> None:
    """The list that the visitor looks at: its tickets lead to each other."""
    if len(page.query) <= MOST_REMEMBERED and session.get(SEEN) != page.query:
        session[SEEN] = page.query


def neighbours_of(ticket: Ticket) -> Neighbours:
    """Those before and after it in that list, among its first thousand."""
    if SEEN not in session:
        return Neighbours()
    seen = dict(parse_qsl(session[SEEN]))
    numbers = LISTING.ids(TICKET_ROWS, seen, MOST_CHOSEN, Ticket.number)
    if ticket.number not in numbers:
        return Neighbours()
    at = numbers.index(ticket.number)
    return Neighbours(*(numbers[n] if 0 <= n < len(numbers) else None for n in (at - 1, at + 1)))


def row_from(ticket: Ticket) -> SimpleNamespace:
    """The same row from a ticket with its records, which asks nothing more."""
    own = (
        "id",
        "number",
        "status",
        "priority",
        "category",
        "company_id",
        "opened_at",
        "updated_at",
    )
    contact, assignee = ticket.contact, ticket.assignee
    return SimpleNamespace(
        **{name: getattr(ticket, name) for name in own},
        brief=ticket.description[:BRIEF],
        subject=ticket.subject.name,
        company=ticket.company.name,
        contact=contact.name if contact else None,
        assignee=assignee.name if assignee else None,
        owner=ticket.owner.name,
    )


def row_of(number: int) -> Any:
    row = db.session.execute(TICKET_ROWS.where(Ticket.number == number)).one_or_none()
    if row is None:
        raise RecordNotFound("Ticket")
    return row


def filter_choices(chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the list can be filtered by; of the companies only the one that is chosen."""
    company_id = to_id(chosen.get("company"))
    return {
        "statuses": STATUSES.pairs,
        "priorities": list(reversed(PRIORITIES.pairs)),
        "categories": [pair for group in CATEGORIES.values() for pair in group.pairs],
        "people": tuple(colleague_choices()),
        "company": db.session.get(Company, company_id) if company_id else None,
    }
