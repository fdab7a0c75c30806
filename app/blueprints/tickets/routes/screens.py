"""The page of a ticket, whole and as the fragment that every change of it answers with."""

from typing import Any

from flask import Response, url_for

from app.blueprints.accounts.models import User
from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.tickets import queries
from app.blueprints.tickets.choices import PRIORITIES, STATUSES
from app.blueprints.tickets.forms import ActionForm
from app.blueprints.tickets.models import Ticket
from app.blueprints.tickets.timeline import timeline
from app.core import web
from app.core.access import require

PAGE, PART = "tickets/show.html", "tickets/_ticket.html"


def show(ticket: Ticket, *, status: int = 200, **context: Any) -> Response:
    return web.page(PAGE, part=PART, status=status, **{**about(ticket), **context})


def changed(ticket: Ticket, message: str, **context: Any) -> Response:
    """After a change: the ticket as it is now."""
    to = url_for("tickets.tickets.show", number=ticket.number)
    if not web.is_htmx():
        return web.redirect_to(to, message=message)
    return web.saved(PART, to=to, message=message, was_changed=True, **about(ticket), **context)


def about(ticket: Ticket) -> dict[str, Any]:
    people = colleague_choices()
    return {
        "ticket": ticket,
        "entries": timeline(ticket),
        "others": queries.other_open_tickets(ticket),
        "assignees": including(ticket.assignee, people),
        "owners": including(ticket.owner, people),
        "statuses": STATUSES.pairs,
        "priorities": PRIORITIES.pairs,
        # Empty also in the answer to an action: what was sent would be there to be sent again.
        "form": None if ticket.is_closed else ActionForm(formdata=None),
    }


def including(user: User | None, people: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Those who can be chosen, and who is chosen though they left."""
    return people if user is None or user.id in dict(people) else [*people, (user.id, user.name)]


def one(ticket: Ticket, template: str, *, status: int = 200, **context: Any) -> Response:
    """A part of the ticket's page; in a browser without htmx the page with that part in it."""
    if web.is_htmx():
        return web.fragment(template, status=status, ticket=ticket, **context)
    return web.page(PAGE, status=status, **about(ticket), **context)


def require_handing_over(ticket: Ticket, values: dict[str, Any]) -> None:
    """403 unless the visitor may give the ticket to whom `values` name."""
    if values.get("assignee", ticket.assignee) is not ticket.assignee:
        require("ticket.reassign", ticket)
    if values.get("owner", ticket.owner) is not ticket.owner:
        require("ticket.hand_over", ticket)
