"""What people do with tickets: the change, its event, the company's last activity and the mails."""

from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.tickets.models import Action, Subject, Ticket, TicketCounter
from app.core.db import db
from app.core.events import Event, record
from app.outbox import post

MAIL = "ticket.mail"


def open_ticket(values: dict[str, Any], *, by: User) -> Ticket:
    """`values` are those of the form: records as records, the subject as it was typed."""
    subject = Subject.named(values["subject"])
    ticket = Ticket(
        **{**values, "subject": subject}, status="open", owner=by, number=TicketCounter.next()
    )
    db.session.add(ticket)
    ticket.company.touch()
    event = record("ticket.opened", ticket, by=by, within=ticket.company)
    _tell(event, ticket, _worker(ticket))
    return ticket


def change_ticket(ticket: Ticket, values: dict[str, Any], *, by: User) -> bool:
    """Whoever has the ticket now hears of the change, and whoever had it before. False when nothing
    changed."""
    ticket.require_open()
    if "subject" in values:
        values = {**values, "subject": Subject.named(values["subject"])}
    before = ticket.assignee
    event = ticket.change(values, by=by)
    if event:
        _tell(event, ticket, _worker(ticket), before)
    return event is not None


def close_ticket(ticket: Ticket, *, by: User) -> None:
    change_ticket(ticket, {"status": "closed"}, by=by)


def reopen_ticket(ticket: Ticket, reason: str, *, by: User) -> None:
    _tell(ticket.reopen(reason, by=by), ticket, _worker(ticket))


def add_action(ticket: Ticket, values: dict[str, str], *, by: User) -> Action:
    """A ticket that nobody has becomes the writer's; its owner, who had it so far, hears of both."""
    ticket.require_open()
    had_it = _worker(ticket)
    if ticket.assignee is None:
        ticket.change({"assignee": by}, by=by)
    ticket.last_action += 1
    ticket.touch()
    ticket.company.touch()
    action = Action(ticket=ticket, number=ticket.last_action, author=by, **values)
    db.session.add(action)
    _tell(record("action.added", action, by=by, within=ticket), ticket, had_it)
    return action


def _worker(ticket: Ticket) -> User:
    return ticket.assignee or ticket.owner


def _tell(event: Event, ticket: Ticket, *people: User | None) -> None:
    """One mail for each of them, except for who did it."""
    db.session.flush()
    for user_id in {user.id for user in people if user and user.id != event.actor_id}:
        ids = {"ticket_id": ticket.id, "event_id": event.id, "recipient_id": user_id}
        post(MAIL, ids)
