"""Finds messages that are due and that no worker has, and enqueues them: after a restart, a lost
Redis, a killed worker, and for everything with a time in the future."""

import logging
import time
from collections.abc import Callable

from flask import Flask
from sqlalchemy import delete, or_, select
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock
from app.core.db import db
from app.core.requests import commit
from app.outbox import heartbeat, queue
from app.outbox.models import DONE, PENDING, PROCESSING, Message

BATCH = 500
KEEP_DONE_DAYS = 30
log = logging.getLogger(__name__)


def sweep() -> int:
    """One round; returns how many messages were enqueued."""
    due = _due_ids()
    for message_id in due:
        queue.enqueue(message_id)
    _forget_old()
    heartbeat.beat("sweep")
    commit()
    return len(due)


def run_for_ever(app: Flask, seconds: int, is_wanted: Callable[[], bool]) -> None:
    """Sweeps every `seconds` until `is_wanted` says no. A database that is away is waited for."""
    while is_wanted():
        with app.app_context():
            try:
                sweep()
            except SQLAlchemyError as error:
                log.warning("sweep waits for the database: %s", type(error).__name__)
        for _ in range(seconds):
            if is_wanted():
                time.sleep(1)


def _due_ids() -> list[int]:
    now = clock.now()
    is_due = or_(
        (Message.state == PENDING) & (Message.deliver_at <= now),
        (Message.state == PROCESSING) & (Message.locked_until < now),
    )
    query = select(Message.id).where(is_due).order_by(Message.deliver_at).limit(BATCH)
    return list(db.session.scalars(query))


def _forget_old() -> None:
    old = Message.done_at < clock.ago(days=KEEP_DONE_DAYS)
    db.session.execute(delete(Message).where(Message.state == DONE, old))
