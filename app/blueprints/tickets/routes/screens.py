"""The page of a ticket, whole and as the fragment that every change of it answers with."""

from typing import Any

from flask import Response
from flask_login import current_user

from app.blueprints.accounts.models import User
from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.files.queries import files_of
from app.blueprints.tickets import queries
from app.blueprints.tickets.choices import PRIORITIES, STATUSES
from app.blueprints.tickets.forms import NewActionForm, OneField
from app.blueprints.tickets.models import Action, Ticket
from app.blueprints.tickets.timeline import timeline
from app.core import web
from app.core.access import require
from app.core.errors import Conflict

PAGE, PART = "tickets/show.html", "tickets/_ticket.html"


def show(ticket: Ticket, *, status: int = 200, **context: Any) -> Response:
    return web.page(PAGE, part=PART, status=status, **{**about(ticket), **context})


def changed(ticket: Ticket, message: str | None = None, **context: Any) -> Response:
    """After a change: the ticket as it is now."""
    to = queries.url_of(ticket)
    if not web.is_htmx():
        return web.redirect_to(to, message=message)
    return web.saved(PART, to=to, message=message, was_changed=True, **about(ticket), **context)


def saved_action(ticket: Ticket, action: Action) -> Response:
    context = {"ticket": ticket, "action": action, "files": files_of([action])}
    to = queries.url_of(ticket)
    return web.saved("tickets/actions/_action.html", to=to, message="Action saved", **context)


def left(ticket: Ticket, message: str) -> Response:
    """After what a dialog did: the page anew."""
    return web.redirect_to(queries.url_of(ticket), message=message)


def about(ticket: Ticket) -> dict[str, Any]:
    people, entries = colleague_choices(), timeline(ticket)
    if not current_user.reads_oldest_first:
        entries.reverse()
    return {
        "ticket": ticket,
        "entries": entries,
        "files": files_of([entry.action for entry in entries if entry.action]),
        "watchers": ticket.watchers,
        "others": queries.other_open_tickets(ticket),
        "assignees": including(ticket.assignee, people),
        "owners": including(ticket.owner, people),
        "statuses": STATUSES.pairs,
        "priorities": PRIORITIES.pairs,
        # Empty also in the answer to an action: what was sent would be there to be sent again.
        "form": None if ticket.is_closed else NewActionForm(formdata=None),
    }


def including(user: User | None, people: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Those who can be chosen, and who is chosen though they left."""
    return people if user is None or user.id in dict(people) else [*people, (user.id, user.name)]


def one(ticket: Ticket, template: str, *, status: int = 200, **context: Any) -> Response:
    """A part of the ticket's page; in a browser without htmx the page with that part in it."""
    if web.is_htmx():
        return web.fragment(template, status=status, ticket=ticket, **context)
    return web.page(PAGE, status=status, **{**about(ticket), **context})


def require_handing_over(ticket: Ticket, values: dict[str, Any]) -> None:
    """403 unless the visitor may give the ticket to whom `values` name."""
    if values.get("assignee", ticket.assignee) is not ticket.assignee:
        require("ticket.reassign", ticket)
    if values.get("owner", ticket.owner) is not ticket.owner:
        require("ticket.hand_over", ticket)


def require_fresh(ticket: Ticket, form: OneField) -> None:
    """409 over a newer change, and the page shows that change."""
    try:
        form.require_fresh(ticket)
    except Conflict:
        web.announce("ticket-changed")
        raise
