"""`flask outbox sweep` and `flask outbox work`: one round by hand, without Redis or a worker."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.requests import commit
from app.outbox import delivery
from app.outbox.models import FAILED, Message, free
from app.outbox.sweep import sweep

outbox = AppGroup("outbox", help="Mails, reminders and exports on their way out.")


@outbox.command("sweep")
def sweep_once() -> None:
    """Enqueue every message that is due and not taken."""
    click.echo(f"Enqueued {sweep()} messages.")


@outbox.command("work")
def work() -> None:
    """Deliver every message that is due, here and now."""
    ids = db.session.scalars(select(Message.id).where(free(clock.now()))).all()
    commit()
    done = sum(delivery.deliver(message_id) for message_id in ids)
    click.echo(f"Delivered {done} messages.")


@outbox.command("failed")
def failed() -> None:
    """List what failed for good."""
    for message in _failed():
        click.echo(f"{message.id}  {message.kind}  {message.attempts} tries  {message.last_error}")


@outbox.command("retry")
def retry() -> None:
    """Begin anew with everything that failed for good."""
    messages = _failed()
    for message in messages:
        message.retry()
    commit()
    click.echo(f"Trying {len(messages)} messages again.")


def _failed() -> list[Message]:
    query = select(Message).where(Message.state == FAILED).order_by(Message.id)
    return list(db.session.scalars(query))
