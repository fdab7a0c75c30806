"""The mails about a ticket, read when they are sent."""

from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.tickets import mails
from app.blueprints.tickets.actions import MAIL
from app.blueprints.tickets.models import Ticket
from app.core import mail
from app.core.context import reading_as
from app.core.db import db
from app.core.events import Event
from app.outbox import handles


@handles(MAIL)
def send(message: Any, ticket_id: int, event_id: int, recipient_id: int) -> None:
    ticket = db.session.get(Ticket, ticket_id)
    event = db.session.get(Event, event_id)
    recipient = db.session.get(User, recipient_id)
    if ticket is None or event is None or recipient is None or not recipient.is_active:
        return
    with reading_as(recipient):
        mail.send(
            recipient.email,
            "tickets/ticket",
            message_id=f"outbox-{message.id}",
            in_reply_to=mails.thread_id(ticket),
            **mails.content(ticket, event, recipient),
        )
