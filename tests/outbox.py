"""`deliver_all()`: the worker's work until nothing is due, in tests that have a `world`."""

from flask import current_app
from sqlalchemy import select

from app.core.db import db
from app.outbox.models import Message
from tests.worker import Worker


def deliver_all(*, failing: bool = False) -> int:
    """Delivers what is due, also what that posts, and returns how many messages were done.
    A message that fails is a failed test, unless `failing` says that it is meant."""
    worker = Worker(current_app._get_current_object())
    done = 0
    while now := worker.work():
        done += now
    failures = [] if failing else _failures()
    assert not failures, f"messages failed: {failures}"
    return done


def _failures() -> list[tuple[str, str]]:
    failed = select(Message.kind, Message.last_error).where(Message.last_error.is_not(None))
    return [tuple(row) for row in db.session.execute(failed)]
