"""The worker of a test: it delivers what is due, in contexts and a session of its own."""

from contextvars import Context

from flask import current_app, has_app_context
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.outbox import delivery
from app.outbox.models import Message, free


class Worker:
    def __init__(self, app):
        self.app = app

    def work(self) -> int:
        """Everything that is due, once; returns how many messages were done."""
        return self._outside(lambda: sum(delivery.deliver(n) for n in self._due()))

    def deliver(self, message_id: int) -> bool:
        return self._outside(lambda: delivery.deliver(message_id))

    def _due(self) -> list[int]:
        query = select(Message.id).where(free(clock.now())).order_by(Message.id)
        ids = list(db.session.scalars(query))
        db.session.commit()
        return ids

    def _outside(self, call):
        if has_app_context():
            db.session.commit()
        try:
            return Context().run(self._in_context, call)
        finally:
            if has_app_context():
                db.session.expire_all()

    def _in_context(self, call):
        with self.app.app_context():
            return call()


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
