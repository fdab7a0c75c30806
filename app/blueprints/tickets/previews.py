"""What would be mailed if an action were added: it is added, read and taken back."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.blueprints.accounts.models import User
from app.blueprints.tickets import mails
from app.blueprints.tickets.actions import add_action
from app.blueprints.tickets.models import Ticket
from app.blueprints.tickets.telling import MAIL
from app.core import mail, tenancy
from app.core.context import reading_as
from app.core.db import db
from app.outbox import Message


@dataclass(frozen=True)
class Preview:
    """The mail as its first recipient would read it; none when nobody would get one."""

    recipients: list[str]
    subject: str = ""
    text: str = ""


def of_action(ticket: Ticket, values: dict[str, Any], *, by: User) -> Preview:
    trial = db.session.begin_nested()
    try:
        add_action(ticket, values, by=by)
        return _read(ticket, _waiting(ticket, by))
    finally:
        trial.rollback()


def _waiting(ticket: Ticket, by: User) -> list[tuple[User, list[int]]]:
    """Who would get which events, together with what waits to be mailed already."""
    ids = {"ticket_id": ticket.id, "actor_id": by.id}
    query = (
        select(Message.payload)
        .where(Message.state == "pending", Message.kind == MAIL)
        .where(Message.agency_id == tenancy.agency_id(), Message.payload.contains(ids))
        .order_by(Message.id)
    )
    payloads = list(db.session.scalars(query))
    people = _people({payload["recipient_id"] for payload in payloads})
    return [
        (people[payload["recipient_id"]], payload["event_ids"])
        for payload in payloads
        if payload["recipient_id"] in people
    ]


def _people(ids: set[int]) -> dict[int, User]:
    query = select(User).where(
        User.agency_id == tenancy.agency_id(), User.id.in_(ids), User.deactivated_at.is_(None)
    )
    return {user.id: user for user in db.session.scalars(query)}


def _read(ticket: Ticket, waiting: list[tuple[User, list[int]]]) -> Preview:
    if not waiting:
        return Preview([])
    reader, event_ids = waiting[-1]
    news = mails.News(ticket, mails.events_of(ticket, event_ids), reader)
    with reading_as(reader):
        made = mail.render(reader.email, mails.TEMPLATE, news=news, **news.headers("preview"))
    names = dict.fromkeys(user.name for user, _ in waiting)
    return Preview(list(names), made.subject or "", made.body or "")
