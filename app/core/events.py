"""What happened, to what, by whom: one append-only table that feeds timelines, the audit and mails."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import AgencyModel, belongs_to, db


class Event(AgencyModel):
    """One thing that happened. `kind` reads "ticket.closed"; `subject` is the record it happened
    to and `within` the record on whose timeline it shows (a company, say)."""

    kind: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(default=lambda: clock.now())
    actor_id: Mapped[int | None]
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    within_type: Mapped[str | None] = mapped_column(String(40))
    within_id: Mapped[int | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)

    constraints = (
        belongs_to("user", "actor_id"),
        Index("ix_event_subject", "agency_id", "subject_type", "subject_id", "id"),
        Index("ix_event_timeline", "agency_id", "within_type", "within_id", "at", "id"),
    )


def record(kind: str, subject: Any, *, by: Any = None, within: Any = None, **data: Any) -> Event:
    """Adds an event in the current transaction. `by` is the user who did it, None the system.
    What the record is called now ("title", "number") is kept with it; dates and decimals in `data`
    are kept as texts."""
    db.session.flush()
    event = Event(
        kind=kind,
        actor_id=by.id if by is not None else None,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        within_type=within.__tablename__ if within is not None else None,
        within_id=within.id if within is not None else None,
        data=_plain({**_called(subject), **data}),
    )
    db.session.add(event)
    return event


def changes_of(subject: Any, values: dict[str, Any]) -> dict[str, list[Any]]:
    """What setting these fields would change, {field: [before, after]}; nothing when all is so."""
    return {
        name: [getattr(subject, name), value]
        for name, value in values.items()
        if getattr(subject, name) != value
    }


def set_values(subject: Any, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Sets the fields and returns what that changed, for `record(…, changes=…)`."""
    changes = changes_of(subject, values)
    for name, (_, value) in changes.items():
        setattr(subject, name, value)
    return changes


@contextmanager
def erasing() -> Iterator[None]:
    """Inside, this agency's events can be changed: only for taking a person out of the history.
    An error undoes what was done inside."""
    with db.session.begin_nested():
        _tell_erasing("on")
        yield
        db.session.flush()
        _tell_erasing("")


def _tell_erasing(value: str) -> None:
    db.session.execute(text("select set_config('app.erasing', :value, true)"), {"value": value})


def _called(subject: Any) -> dict[str, Any]:
    title = getattr(subject, "title", None) or getattr(subject, "name", None)
    found = {"title": title, "number": getattr(subject, "number", None)}
    return {key: value for key, value in found.items() if value}


def _plain(value: Any) -> Any:
    """As JSON can hold it."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
