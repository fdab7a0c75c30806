"""The outbox: work that leaves the app (mails, reminders, exports) as rows that cannot get lost.

    post("ticket.mail", {"ticket_id": 12}, deliver_at=None)   in the transaction of the change
    @handles("ticket.mail", seconds=60)                       the domain's job, by kind

A row is committed with the change it reports, enqueued after the commit, found again by the sweep
when anything on the way dies, and worked by `deliver` in a transaction of its own.
"""

from flask import Flask

from app.core import health
from app.outbox import heartbeat, jobs  # noqa: F401 — registers the outbox's own kinds
from app.outbox.commands import outbox
from app.outbox.kinds import handles
from app.outbox.models import Message, add_to, cancel, cancel_kind, post, post_apart

__all__ = ["Message", "add_to", "cancel", "cancel_kind", "handles", "post", "post_apart"]


def init_app(app: Flask) -> None:
    app.cli.add_command(outbox)
    health.watch("worker", heartbeat.worker_problem)
    health.watch("sweep", heartbeat.sweep_problem)
