"""`flask outbox sweep` and `flask outbox work`: one round by hand, without Redis or a worker."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.outbox import delivery
from app.outbox.models import PENDING, Message
from app.outbox.sweep import sweep

outbox = AppGroup("outbox", help="Mails, reminders and exports on their way out.")


@outbox.command("sweep")
def sweep_once() -> None:
    """Enqueue every message that is due and not taken."""
    click.echo(f"Enqueued {sweep()} messages.")


@outbox.command("work")
def work() -> None:
    """Deliver every message that is due, here and now."""
    query = select(Message.id).where(Message.state == PENDING, Message.deliver_at <= clock.now())
    done = sum(delivery.deliver(message_id) for message_id in db.session.scalars(query).all())
    click.echo(f"Delivered {done} messages.")
