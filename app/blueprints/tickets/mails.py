"""What a mail about a ticket says, told from the event it reports."""

from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.tickets.models import Action, Ticket
from app.blueprints.tickets.models.ticket import MISSING
from app.blueprints.tickets.timeline import lines_of
from app.core.db import db
from app.core.events import Event

NEWS = {
    "ticket.opened": "opened",
    "ticket.closed": "closed",
    "ticket.reopened": "reopened",
}
DID = {
    "ticket.opened": "opened this ticket",
    "ticket.changed": "changed this ticket",
    "ticket.closed": "closed this ticket",
    "ticket.reopened": "reopened this ticket",
}


def content(ticket: Ticket, event: Event, recipient: User) -> dict[str, Any]:
    action = db.session.get(Action, event.subject_id) if event.kind == "action.added" else None
    actor = db.session.get(User, event.actor_id) if event.actor_id else None
    return {
        "ticket": ticket,
        "event": event,
        "action": action,
        "recipient": recipient,
        "news": news(event, recipient, action),
        "did": f"added an action: {action.kind_label}" if action else DID[event.kind],
        "who": actor.name if actor else "Travault",
        "lines": lines_of(event),
        "reason": _reason(ticket, recipient),
    }


def news(event: Event, recipient: User, action: Action | None = None) -> str:
    """The end of the subject line: "status changed to In Progress"."""
    if action:
        return f"{action.kind_label} added"
    if event.kind in NEWS:
        return NEWS[event.kind]
    changes = {change["field"]: change.get("to") for change in event.data["changes"]}
    if "Assigned to" in changes and event.data.get("assignee_id") == recipient.id:
        return "assigned to you"
    if "Status" in changes:
        return f"status changed to {changes['Status']}"
    if "Assigned to" in changes:
        is_taken = changes["Assigned to"] != MISSING["assignee"]
        return f"assigned to {changes['Assigned to']}" if is_taken else "not assigned any more"
    if len(changes) == 1:
        field, to = next(iter(changes.items()))
        return f"{field.lower()} changed to {to}" if to else f"{field.lower()} changed"
    return "updated"


def _reason(ticket: Ticket, recipient: User) -> str:
    if ticket.assignee_id == recipient.id:
        return "are assigned to this ticket"
    return "own this ticket" if ticket.owner_id == recipient.id else "were assigned to this ticket"


def thread_id(ticket: Ticket) -> str:
    """All mails of a ticket answer this id, so that a mail client shows them as one conversation."""
    return f"ticket-{ticket.agency_id}-{ticket.id}"
