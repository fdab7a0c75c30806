"""Who hears of what happened to a ticket: whoever has it, whoever had it and those who watch it, but
never who did it. What one person does within two minutes is one mail."""

from datetime import timedelta

from sqlalchemy import select

from app.blueprints.accounts.models import User
from app.blueprints.tickets.models import Ticket, Watcher
from app.core import clock
from app.core.db import db
from app.core.events import Event
from app.outbox import add_to, post

MAIL = "ticket.mail"
TOGETHER = timedelta(minutes=2)


def tell(ticket: Ticket, *happened: Event | None, former: User | None = None) -> None:
    """`former` had the ticket before."""
    db.session.flush()
    for event in filter(None, happened):
        for user_id in sorted(_listeners(ticket, event, former) - {event.actor_id}):
            _mail(ticket, event, user_id)


def listeners(ticket: Ticket, former: User | None = None) -> set[int]:
    """Ids of all who hear of a change."""
    watch = select(Watcher.user_id).where(
        Watcher.agency_id == ticket.agency_id, Watcher.ticket_id == ticket.id
    )
    has_it = ticket.assignee or ticket.owner
    return {*db.session.scalars(watch), has_it.id} | ({former.id} if former else set())


def _listeners(ticket: Ticket, event: Event, former: User | None) -> set[int]:
    if event.kind == "ticket.mentioned":
        return set(event.data["people"])
    return listeners(ticket, former)


def _mail(ticket: Ticket, event: Event, user_id: int) -> None:
    """The key says which event began the two minutes, so that no other message is kept from coming
    by one that is done."""
    ids = {"ticket_id": ticket.id, "recipient_id": user_id, "actor_id": event.actor_id}
    due = clock.now() + TOGETHER
    if not add_to(MAIL, ids, "event_ids", event.id, until=due):
        key = f"{MAIL}:{user_id}:{event.id}"
        post(MAIL, {**ids, "event_ids": [event.id]}, deliver_at=due, dedupe_key=key)
