"""The outbox row, and the ways to add one or take it back."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Update,
    cast,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock, tenancy
from app.core.db import PlatformModel, db
from app.core.requests import after_commit
from app.outbox import queue
from app.outbox.kinds import seconds_of

PENDING, PROCESSING, DONE, FAILED = "pending", "processing", "done", "failed"


class Message(PlatformModel):
    """One piece of work for the worker. Outside row-level security, because the worker reads it
    before it knows the agency; the payload holds ids only."""

    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    deliver_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default=PENDING)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None]
    dedupe_key: Mapped[str | None] = mapped_column(String(200), unique=True)

    __table_args__ = (
        Index("ix_message_due", "deliver_at", postgresql_where=text("state = 'pending'")),
        Index("ix_message_stuck", "locked_until", postgresql_where=text("state = 'processing'")),
        Index("ix_message_agency", "agency_id", "state", "id"),
    )

    def retry(self) -> None:
        """Begins anew with a message that failed for good."""
        if self.state == FAILED:
            self.state, self.attempts, self.deliver_at = PENDING, 0, clock.now()
            after_commit(lambda: queue.enqueue(self.id, seconds_of(self.kind)))


def post(
    kind: str,
    payload: dict[str, Any],
    *,
    deliver_at: datetime | None = None,
    dedupe_key: str | None = None,
    agency_id: int | None = None,
) -> int | None:
    """Adds a row in the current transaction, for this or else the current agency if there is one,
    and returns its id. With a `dedupe_key` that exists already nothing is added and None is returned."""
    now = clock.now()
    due = deliver_at or now
    row = {
        "kind": kind,
        "payload": payload,
        "agency_id": agency_id or (tenancy.agency_id() if tenancy.is_entered() else None),
        "deliver_at": due,
        "dedupe_key": dedupe_key,
    }
    added = insert(Message).values(row).on_conflict_do_nothing(index_elements=["dedupe_key"])
    message_id = db.session.scalar(added.returning(Message.id))
    if message_id and due <= now:
        after_commit(lambda: queue.enqueue(message_id, seconds_of(kind)))
    return message_id


def post_apart(kind: str, payload: dict[str, Any], *, deliver_at: datetime) -> None:
    """Adds a row in a transaction of its own, which stays though the current one be rolled back."""
    row = {"kind": kind, "payload": payload, "deliver_at": deliver_at}
    with Session(db.engine, join_transaction_mode="create_savepoint") as apart:
        apart.execute(insert(Message).values(row))
        apart.commit()


def add_to(
    kind: str, payload: dict[str, Any], name: str, values: list[int], *, until: datetime
) -> bool:
    """Adds `values` to the list `name` of the current agency's row that has this payload and waits to
    be due until then: one piece of work for both. False when no row waits. No worker can take the
    row before this transaction ends, so that it sees what this one did."""
    waits = (
        select(Message.id)
        .where(
            Message.state == PENDING,
            Message.deliver_at > clock.now(),
            Message.deliver_at <= until,
            Message.attempts == 0,
            Message.kind == kind,
            Message.agency_id == tenancy.agency_id(),
            Message.payload.contains(payload),
        )
        .order_by(Message.id)
        .limit(1)
        .with_for_update()
    )
    both = Message.payload[name].op("||")(cast(values, JSONB))
    longer = func.jsonb_set(Message.payload, cast([name], ARRAY(Text)), both)
    added = update(Message).where(Message.id == waits.scalar_subquery()).values(payload=longer)
    found = db.session.execute(
        added.returning(Message.id), execution_options={"synchronize_session": False}
    )
    return found.first() is not None


def cancel(dedupe_key: str) -> None:
    """Takes back a row that has not been started; one that is under way is not stopped."""
    db.session.execute(
        delete(Message).where(Message.dedupe_key == dedupe_key, Message.state == PENDING)
    )


def cancel_kind(kind: str, payload: dict[str, Any]) -> None:
    """As `cancel`, for work that may be asked for again and so has no key."""
    of_agency = Message.agency_id == tenancy.agency_id(), Message.state == PENDING
    wanted = Message.kind == kind, Message.payload == payload
    db.session.execute(delete(Message).where(*of_agency, *wanted))


def free(now: datetime) -> ColumnElement[bool]:
    """Rows that a worker may take: due, or in the hands of one whose time is over."""
    return or_(
        (Message.state == PENDING) & (Message.deliver_at <= now),
        (Message.state == PROCESSING) & (Message.locked_until < now),
    )


def claim(message_id: int, lock: timedelta) -> Message | None:
    """Takes the row for this worker by one conditional update, or None when it is not free."""
    now = clock.now()
    taken = (
        update(Message)
        .where(Message.id == message_id, free(now))
        .values(state=PROCESSING, attempts=Message.attempts + 1, locked_until=now + lock)
    )
    return _updated(taken)


def finish(message_id: int, attempt: int) -> bool:
    """Marks the row done; False when this attempt has lost it to another worker meanwhile."""
    done = {"state": DONE, "done_at": clock.now(), "last_error": None}
    return _release(message_id, attempt, **done) is not None


def plan(message_id: int, attempt: int, at: datetime, reason: str) -> None:
    """Puts the row back for another try."""
    _release(message_id, attempt, state=PENDING, deliver_at=at, last_error=reason)


def fail(message_id: int, attempt: int, reason: str) -> Message | None:
    """Marks the row failed for good, until somebody retries it."""
    return _release(message_id, attempt, state=FAILED, last_error=reason)


def _release(message_id: int, attempt: int, **values: Any) -> Message | None:
    """Gives back a row that is still in the hands of this attempt."""
    is_mine = (Message.state == PROCESSING) & (Message.attempts == attempt)
    released = update(Message).where(Message.id == message_id, is_mine)
    return _updated(released.values(locked_until=None, **values))


def _updated(statement: Update) -> Message | None:
    return db.session.scalar(
        statement.returning(Message), execution_options={"populate_existing": True}
    )
