"""The mails about a ticket, read when they are sent."""

from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.tickets import mails
from app.blueprints.tickets.models import Ticket
from app.blueprints.tickets.telling import MAIL
from app.core import mail
from app.core.context import reading_as
from app.core.db import db
from app.outbox import handles


@handles(MAIL)
def send(
    message: Any, ticket_id: int, recipient_id: int, actor_id: int, event_ids: list[int]
) -> None:
    """Nothing is sent when what was done has been undone within the two minutes."""
    ticket = db.session.get(Ticket, ticket_id)
    recipient = db.session.get(User, recipient_id)
    if ticket is None or recipient is None or not recipient.is_active:
        return
    news = mails.News(ticket, mails.events_of(ticket, event_ids), recipient)
    if news.is_empty:
        return
    with reading_as(recipient):
        mail.send(
            recipient.email, mails.TEMPLATE, **news.headers(f"outbox-{message.id}"), news=news
        )
