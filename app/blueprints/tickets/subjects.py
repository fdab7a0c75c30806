"""The agency's list of subjects: what there is, adding, renaming, merging and deleting."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, update

from app.blueprints import bin
from app.blueprints.accounts.models import User
from app.blueprints.tickets.models import Subject, Ticket
from app.core import tenancy
from app.core.db import db
from app.core.errors import Conflict
from app.core.events import record
from app.core.lists import Listing, contains

_used = select(func.count()).select_from(Ticket).where(Ticket.agency_id == Subject.agency_id)
USED = _used.where(Ticket.subject_id == Subject.id).correlate(Subject).scalar_subquery()
SUBJECT_ROWS: Select[Any] = select(Subject.id, Subject.name, USED.label("used")).where(
    Subject.agency_id == tenancy.CURRENT_AGENCY
)
LISTING = Listing(
    sorts={"name": func.lower(Subject.name), "used": USED},
    default="name",
    filters={"q": contains(Subject.name)},
    tie_breaker=Subject.id,
)


def row_of(subject: Subject) -> Any:
    return db.session.execute(SUBJECT_ROWS.where(Subject.id == subject.id)).one()


def find_named(name: str) -> Subject | None:
    same = func.lower(Subject.name) == func.lower(" ".join(name.split()))
    return db.session.scalar(tenancy.scoped(Subject).where(same))


def add(name: str, *, by: User) -> Subject:
    subject = Subject.named(name)
    record("subject.added", subject, by=by)
    return subject


def rename(subject: Subject, name: str, *, by: User) -> None:
    if name != subject.name:
        former, subject.name = subject.name, name
        record("subject.renamed", subject, by=by, former=former)


def merge(subject: Subject, into: Subject, *, by: User) -> int:
    """All tickets of one become the other's, also those in the bin; returns how many. What their
    histories say stays as it was."""
    with bin.opened():
        moved = update(Ticket).where(_has(subject)).values(subject_id=into.id)
        number = db.session.execute(moved).rowcount
    record("subject.merged", into, by=by, former=subject.name, tickets=number)
    db.session.delete(subject)
    return number


def remove(subject: Subject, *, by: User) -> None:
    with bin.opened():
        if db.session.scalar(select(exists().where(_has(subject)))):
            raise Conflict("Tickets have this subject, or had it when they were deleted. Merge it.")
    record("subject.deleted", subject, by=by)
    db.session.delete(subject)


def _has(subject: Subject) -> ColumnElement[bool]:
    return (Ticket.agency_id == subject.agency_id) & (Ticket.subject_id == subject.id)
