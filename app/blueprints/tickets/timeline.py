"""A ticket's history: what people did (actions) and what the system noted (events), oldest first.

An event "ticket.changed" has data {"changes": [{"field": "Priority", "from": "Low", "to": "High"}]}
with the words as they were then; a field without them was too long to tell. "ticket.reopened" has
also {"reason": …}.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.blueprints.accounts.models import User
from app.blueprints.tickets.models import Action, Ticket
from app.core.db import db
from app.core.events import Event

ICONS = {
    "ticket.opened": "plus",
    "ticket.closed": "lock",
    "ticket.reopened": "lock-open",
    "ticket.deleted": "trash-2",
    "ticket.restored": "undo-2",
}
HEADINGS = {
    "ticket.opened": "Ticket opened",
    "ticket.changed": "Ticket changed",
    "ticket.closed": "Ticket closed",
    "ticket.reopened": "Ticket reopened",
    "ticket.deleted": "Ticket deleted",
    "ticket.restored": "Ticket restored",
}


@dataclass(frozen=True)
class Entry:
    """One entry on screen and in documents; `action` is None for what the system noted."""

    at: datetime
    who: str
    heading: str
    lines: list[str] = field(default_factory=list)
    action: Action | None = None
    icon: str = "history"


def timeline(ticket: Ticket) -> list[Entry]:
    """Two queries, whatever the length."""
    entries = [_of_event(event, name) for event, name in _events(ticket)]
    entries += [_of_action(action) for action in _actions(ticket)]
    return sorted(entries, key=lambda entry: entry.at)


def lines_of(event: Event) -> list[str]:
    """ "Priority changed from Low to High", one line per field."""
    lines = [line_of(change) for change in event.data.get("changes", [])]
    return lines + ([event.data["reason"]] if event.data.get("reason") else [])


def line_of(change: dict[str, str]) -> str:
    if "to" not in change:
        return f"{change['field']} changed"
    return f"{change['field']} changed from {change['from']} to {change['to']}"


def _of_event(event: Event, name: str | None) -> Entry:
    icon = ICONS.get(event.kind, "history")
    return Entry(event.at, name or "Travault", HEADINGS[event.kind], lines_of(event), icon=icon)


def _of_action(action: Action) -> Entry:
    heading = f"{action.kind_label} #{action.number}"
    return Entry(action.created_at, action.author.name, heading, action=action)


def _events(ticket: Ticket) -> list[tuple[Event, str | None]]:
    query = (
        select(Event, User.first_name + " " + User.last_name)
        .outerjoin(User, User.id == Event.actor_id)
        .where(
            Event.agency_id == ticket.agency_id,
            Event.subject_type == "ticket",
            Event.subject_id == ticket.id,
            Event.kind.in_(HEADINGS),
        )
    )
    return [(event, name) for event, name in db.session.execute(query)]


def _actions(ticket: Ticket) -> list[Action]:
    query = (
        select(Action)
        .options(joinedload(Action.author))
        .where(Action.agency_id == ticket.agency_id, Action.ticket_id == ticket.id)
    )
    return list(db.session.scalars(query))
