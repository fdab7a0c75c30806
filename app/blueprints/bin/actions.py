"""Into the bin, out of it again, and gone for good."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, delete, func, select, text, update

from app.blueprints.accounts.models import User
from app.blueprints.bin.kinds import COUNTED, KINDS, WHEN_BACK
from app.blueprints.bin.models import Deletion
from app.blueprints.bin.tables import belonging_to, is_owner, recoverable_tables, references
from app.core import tenancy
from app.core.db import AgencyModel, db
from app.core.errors import Conflict
from app.core.events import record as record_event
from app.outbox import cancel, post

PURGE = "bin.purge"


@contextmanager
def opened() -> Iterator[None]:
    """Inside, what lies in the bin is seen too. An error undoes what was done inside."""
    with db.session.begin_nested():
        _tell("open")
        yield
        db.session.flush()
        _tell("")


def put(record: AgencyModel, *, by: User, within: AgencyModel | None = None) -> Deletion:
    """Takes the record, and what belongs to it, out of sight; in 30 days they are gone for good."""
    counted = what_goes_along(record)
    record_event(f"{record.__tablename__}.deleted", record, by=by, within=within or record)
    deletion = listed(record, by=by, along=", ".join(counted) or None)
    with opened():
        _mark(record, deletion)
    return deletion


def listed(record: AgencyModel, *, by: User, along: str | None = None) -> Deletion:
    """Shows the record in the bin, and has it purged in 30 days."""
    deletion = Deletion(
        kind=record.__tablename__,
        record_id=record.id,
        title=_title(record)[:400],
        along=along,
        user_id=by.id,
    )
    db.session.add(deletion)
    db.session.flush()
    payload = {"deletion_id": deletion.id}
    post(PURGE, payload, deliver_at=deletion.purge_at, dedupe_key=_key(deletion))
    return deletion


def unlisted(record: AgencyModel) -> None:
    """No longer in the bin: it is back, or nothing of it is left to bring back."""
    its = Deletion.kind == record.__tablename__, Deletion.record_id == record.id
    for deletion in db.session.scalars(tenancy.scoped(Deletion).where(*its)).all():
        cancel(_key(deletion))
        db.session.delete(deletion)


def what_goes_along(record: AgencyModel) -> list[str]:
    """ "12 contacts", "1 ticket": one query."""
    going = belonging_to(record)
    by_name = {table.name: table for table in going if table is not record.__table__}
    counted = [by_name[name] for name in COUNTED if name in by_name]
    if not counted:
        return []
    counts = (select(func.count()).where(going[table]).scalar_subquery() for table in counted)
    numbers = db.session.execute(select(*counts)).one()
    said = [(number, COUNTED[t.name]) for number, t in zip(numbers, counted, strict=True)]
    return [f"{n:,} {names[0] if n == 1 else names[1]}" for n, names in said if n]


def restore(deletion: Deletion, *, by: User) -> AgencyModel:
    """Brings back the record and all that went with it. What it belongs to must be back before."""
    kind = KINDS[deletion.kind]
    with opened():
        found = db.session.get_one(kind.model, deletion.record_id)
        _require_parents(found)
        kind.guard(found)
        if kind.own:
            kind.own.restore(found, by)
            return found
        for table in recoverable_tables():
            lies_here = table.c.deletion_id == deletion.id
            db.session.execute(update(table).where(lies_here).values(deletion_id=None))
        db.session.refresh(found)
        db.session.delete(deletion)
    cancel(_key(deletion))
    record_event(f"{deletion.kind}.restored", found, by=by, within=found)
    for call in WHEN_BACK:
        call(found)
    return found


def purge(deletion: Deletion) -> None:
    """Deletes the record with every row that belongs to it, in every table; references from
    elsewhere that may be empty are emptied."""
    kind = KINDS[deletion.kind]
    with opened():
        record = db.session.get_one(kind.model, deletion.record_id)
        if kind.own:
            kind.own.purge(record)
            unlisted(record)
            return
        record_event(f"{deletion.kind}.purged", record, within=record)
        going = belonging_to(record)
        deletions = _deletions_of(going)
        for table in reversed(going):
            _let_go(table, going)
            db.session.execute(delete(table).where(going[table]))
        db.session.expunge_all()
        db.session.execute(delete(Deletion).where(Deletion.id.in_(deletions)))


def _mark(record: AgencyModel, deletion: Deletion) -> None:
    for table, belongs in reversed(belonging_to(record).items()):
        if table in recoverable_tables():
            rows = update(table).where(belongs, table.c.deletion_id.is_(None))
            db.session.execute(rows.values(deletion_id=deletion.id))
    db.session.expire(record)


def _deletions_of(going: dict[Table, Any]) -> list[int]:
    """Of the record itself, and of what belonged to it and was deleted before."""
    found: set[int] = set()
    for table in recoverable_tables() & set(going):
        ids = select(table.c.deletion_id).where(going[table]).distinct()
        found |= {number for number in db.session.scalars(ids) if number}
    for table in {kind.model.__table__ for kind in KINDS.values() if kind.own} & set(going):
        gone = Deletion.record_id.in_(select(table.c.id).where(going[table]))
        own = tenancy.scoped(Deletion).where(Deletion.kind == table.name, gone)
        found |= {deletion.id for deletion in db.session.scalars(own)}
    return sorted(found)


def _let_go(table: Table, going: dict[Table, Any]) -> None:
    for other in db.metadata.sorted_tables:
        for reference, parent in references(other):
            if parent is table and not is_owner(reference):
                rows = reference.parent.in_(select(table.c.id).where(going[table]))
                in_agency = other.c.agency_id == tenancy.CURRENT_AGENCY
                db.session.execute(
                    update(other).where(in_agency, rows).values({reference.parent: None})
                )


def _require_parents(record: AgencyModel) -> None:
    for reference, parent in references(record.__table__):
        if not is_owner(reference) or parent not in recoverable_tables():
            continue
        parent_id = getattr(record, reference.parent.name)
        lies = select(parent.c.deletion_id).where(parent.c.id == parent_id)
        if db.session.scalar(lies):
            label = KINDS[parent.name].label.lower()
            raise Conflict(f"Its {label} is in the bin too. Restore the {label} first.")


def _title(record: Any) -> str:
    return getattr(record, "title", None) or record.name


def _key(deletion: Deletion) -> str:
    return f"{PURGE}:{deletion.id}"


def _tell(value: str) -> None:
    db.session.execute(text("select set_config('app.bin', :value, true)"), {"value": value})
