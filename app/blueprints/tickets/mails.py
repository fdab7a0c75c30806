"""What a mail about a ticket says: all that one person did to it within two minutes, told from the
events."""

from functools import cached_property

from sqlalchemy import or_

from app.blueprints.accounts.models import User
from app.blueprints.tickets.models import Action, Ticket
from app.blueprints.tickets.models.ticket import MISSING
from app.blueprints.tickets.timeline import line_of
from app.core import tenancy
from app.core.db import db
from app.core.events import Event
from app.core.web import dom_id

TEMPLATE = "tickets/ticket"
BRIEFLY = {
    "ticket.opened": "opened",
    "ticket.closed": "closed",
    "ticket.reopened": "reopened",
}
DID = {
    "ticket.opened": "opened this ticket",
    "ticket.changed": "changed this ticket",
    "ticket.closed": "closed this ticket",
    "ticket.reopened": "reopened this ticket",
    "ticket.mentioned": "mentioned you",
}


def events_of(ticket: Ticket, ids: list[int]) -> list[Event]:
    """Those of these events that are the ticket's, in the order they happened."""
    name = Ticket.__tablename__
    about = (Event.subject_type == name) & (Event.subject_id == ticket.id)
    within = (Event.within_type == name) & (Event.within_id == ticket.id)
    query = tenancy.scoped(Event).where(Event.id.in_(ids), or_(about, within))
    return list(db.session.scalars(query.order_by(Event.id)))


def thread_id(ticket: Ticket) -> str:
    """All mails of a ticket answer this id, so that a mail client shows them as one conversation."""
    return f"ticket-{ticket.agency_id}-{ticket.id}"


class News:
    """What happened to the ticket, as `recipient` or else somebody whom it does not concern more
    than others reads it."""

    def __init__(self, ticket: Ticket, events: list[Event], recipient: User | None = None):
        self.ticket, self.events, self.recipient = ticket, events, recipient
        self.kinds = {event.kind for event in events}

    @property
    def is_empty(self) -> bool:
        """Whether all of it has been taken back."""
        return not (self.actions or self.changes or self.kinds & {*BRIEFLY, "ticket.mentioned"})

    @property
    def who(self) -> str:
        actor = db.session.get(User, self.events[-1].actor_id)
        return actor.name if actor else "Travault"

    @cached_property
    def actions(self) -> list[Action]:
        """Those that are still there."""
        added = [event.subject_id for event in self.events if event.kind == "action.added"]
        query = tenancy.scoped(Action).where(Action.id.in_(added)).order_by(Action.number)
        return list(db.session.scalars(query)) if added else []

    @cached_property
    def changes(self) -> dict[str, dict[str, str]]:
        """By field what it was before and what it is after; nothing of what was changed back."""
        found: dict[str, list[dict[str, str]]] = {}
        for event in self.events:
            for change in event.data.get("changes", []):
                found.setdefault(change["field"], []).append(change)
        joined = {field: _joined(changes) for field, changes in found.items()}
        return {field: change for field, change in joined.items() if change}

    @property
    def lines(self) -> list[str]:
        reasons = [event.data["reason"] for event in self.events if event.data.get("reason")]
        return [line_of(change) for change in self.changes.values()] + reasons

    @property
    def is_opened(self) -> bool:
        return "ticket.opened" in self.kinds

    @property
    def given_to(self) -> int | None:
        """Whose the ticket became, if anybody's."""
        if self.is_opened:
            return self.ticket.assignee_id
        has_it = [e.data["assignee_id"] for e in self.events if "assignee_id" in e.data]
        return has_it[-1] if has_it and "Assigned to" in self.changes else None

    @property
    def is_given(self) -> bool:
        """Whether the ticket became the recipient's."""
        return self.recipient is not None and self.given_to == self.recipient.id

    @property
    def mentioned(self) -> set[int]:
        said = [event.data["people"] for event in self.events if event.kind == "ticket.mentioned"]
        return {user_id for people in said for user_id in people}

    @property
    def is_mentioned(self) -> bool:
        return self.recipient is not None and self.recipient.id in self.mentioned

    @property
    def is_mention_alone(self) -> bool:
        return self.kinds == {"ticket.mentioned"}

    @property
    def brief(self) -> str:
        """The end of the subject line: "status changed to In Progress"."""
        if self.is_opened:
            return "opened"
        ends = [BRIEFLY[event.kind] for event in self.events if event.kind in BRIEFLY]
        if ends:
            return ends[-1]
        if self.is_given:
            return "assigned to you"
        if self.is_mentioned:
            return "you were mentioned"
        return self._brief_changes()

    @property
    def deeds(self) -> str:
        """What the person did, as the end of a sentence."""
        done = [self._deed(kind) for kind in dict.fromkeys(event.kind for event in self.events)]
        said = list(filter(None, done))
        return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))

    @property
    def reason(self) -> str:
        """Why the recipient gets this mail: they …"""
        if self.ticket.assignee_id == self.recipient.id:
            return "are assigned to this ticket"
        if self.ticket.owner_id == self.recipient.id:
            return "own this ticket"
        if self.recipient in self.ticket.watchers:
            return "watch this ticket"
        return "watch the company" if self.is_opened else "were assigned to this ticket"

    @property
    def path(self) -> str:
        """The exact place: a single action, or the ticket."""
        ticket = f"/tickets/{self.ticket.number}"
        return f"{ticket}#{dom_id(self.actions[0])}" if len(self.actions) == 1 else ticket

    @property
    def mail_path(self) -> str:
        """Where a browser shows the mail."""
        ids = ".".join(str(event.id) for event in self.events)
        return f"/tickets/{self.ticket.number}/mail/{ids}"

    def headers(self, own_id: str) -> dict[str, str]:
        """The mail that tells of a new ticket is what the others answer."""
        thread = thread_id(self.ticket)
        if self.is_opened:
            return {"message_id": thread}
        return {"message_id": own_id, "in_reply_to": thread}

    def _brief_changes(self) -> str:
        changes = {field: change.get("to") for field, change in self.changes.items()}
        if "Status" in changes:
            return f"status changed to {changes['Status']}"
        if self.actions:
            one = len(self.actions) == 1
            return (
                f"{self.actions[0].kind_label} added"
                if one
                else f"{len(self.actions)} actions added"
            )
        if "Assigned to" in changes:
            is_taken = changes["Assigned to"] != MISSING["assignee"]
            return f"assigned to {changes['Assigned to']}" if is_taken else "not assigned any more"
        if len(changes) == 1:
            field, to = next(iter(changes.items()))
            return f"{field.lower()} changed to {to}" if to else f"{field.lower()} changed"
        return "updated"

    def _deed(self, kind: str) -> str | None:
        if kind == "action.added":
            return self._deed_of_actions()
        if kind == "ticket.changed" and not self.changes:
            return None
        if kind == "ticket.mentioned" and not self.is_mentioned:
            return None
        return DID[kind]

    def _deed_of_actions(self) -> str | None:
        if len(self.actions) > 1:
            return f"added {len(self.actions)} actions"
        return f"added an action: {self.actions[0].kind_label}" if self.actions else None


def _joined(changes: list[dict[str, str]]) -> dict[str, str] | None:
    """Several changes of one field as one; None when they end where they began."""
    first, last = changes[0], changes[-1]
    if len(changes) == 1 or "from" not in first:
        return last
    return {**last, "from": first["from"]} if first["from"] != last["to"] else None
