"""Finds messages that are due and that no worker has, and enqueues them: after a restart, a lost
Redis, a killed worker, and for everything with a time in the future."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock, submissions, tenancy
from app.core.db import db
from app.core.requests import commit
from app.outbox import heartbeat, queue
from app.outbox.kinds import seconds_of
from app.outbox.models import DONE, Message, free

BATCH = 500
KEEP_DONE_DAYS = 30
KEEP_TOKENS_DAYS = 7
TIDY_SECONDS = 3600
log = logging.getLogger(__name__)


def sweep() -> int:
    """One round; returns how many messages were enqueued."""
    heartbeat.beat("sweep")
    due = _due()
    commit()
    return _enqueue(due)


def forget_old() -> None:
    """Messages that were done, and tokens of forms that nobody will send again."""
    done = (Message.state == DONE) & (Message.done_at < clock.ago(days=KEEP_DONE_DAYS))
    db.session.execute(delete(Message).where(done))
    commit()
    for agency_id in db.session.scalars(select(db.metadata.tables["agency"].c.id)).all():
        with tenancy.entered(agency_id):
            submissions.forget_before(clock.ago(days=KEEP_TOKENS_DAYS))
            commit()


def run_for_ever(app: Flask, seconds: int, is_wanted: Callable[[], bool]) -> None:
    """Sweeps every `seconds` until `is_wanted` says no. A database that is away is waited for."""
    tidied = -TIDY_SECONDS
    while is_wanted():
        with app.app_context():
            try:
                sweep()
                if time.monotonic() - tidied >= TIDY_SECONDS:
                    forget_old()
                    tidied = int(time.monotonic())
            except SQLAlchemyError as error:
                log.warning("sweep waits for the database: %s", type(error).__name__)
        _pause(timedelta(seconds=seconds), is_wanted)


def _due() -> list[tuple[int, str]]:
    query = select(Message.id, Message.kind).where(free(clock.now()))
    rows = db.session.execute(query.order_by(Message.deliver_at).limit(BATCH))
    return [(message_id, kind) for message_id, kind in rows]


def _enqueue(due: list[tuple[int, str]]) -> int:
    waiting = queue.waiting() if due else None
    if waiting is None:
        return 0
    sent = 0
    for message_id, kind in due:
        if message_id not in waiting:
            if not queue.enqueue(message_id, seconds_of(kind)):
                break
            sent += 1
    return sent


def _pause(length: timedelta, is_wanted: Callable[[], bool]) -> None:
    end = time.monotonic() + length.total_seconds()
    while is_wanted() and time.monotonic() < end:
        time.sleep(min(1, max(0, end - time.monotonic())))
