"""Takes an import back while nothing of it was edited: what it added goes, what it updated is as it
was before."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, and_, delete, exists, or_, select

from app.blueprints import bin
from app.blueprints.accounts.models import User
from app.blueprints.imports import writing
from app.blueprints.imports.kinds import KINDS, companies
from app.blueprints.imports.kinds.kind import Kind
from app.blueprints.imports.models import UNDOING, UNDONE, Import, ImportChange
from app.blueprints.imports.rows import BATCH
from app.blueprints.imports.running import LOCK, take_turn
from app.core import clock, tenancy
from app.core.db import db
from app.core.errors import Conflict
from app.core.events import record
from app.core.requests import commit
from app.outbox import post

SHOWN = 50
COME_ALONG = {"stage_move"}


class Edited(NamedTuple):
    """A record of the import that is not as the import left it."""

    type: str
    id: int
    title: str
    company_id: int | None


def begin(imported: Import, *, by: User) -> None:
    """Hands the undo to the worker."""
    take_turn(imported)
    if not imported.can_be_undone:
        raise Conflict("This import cannot be undone, or was undone already.")
    if edited(imported):
        raise Conflict("Something of this import was edited in the meantime. Reload to see what.")
    imported.state, imported.problem, imported.undone_rows = UNDOING, None, 0
    imported.undone_by_id = by.id
    post("import.undo", {"import_id": imported.id})


def edited(imported: Import) -> list[Edited]:
    """The first records that somebody changed or used since; what lies in the bin uses them, too."""
    found: list[Edited] = []
    with bin.opened():
        for kind in _kinds(imported):
            for query in (_edited_added(kind, imported), _edited_updated(kind, imported)):
                rows = db.session.execute(query.limit(SHOWN - len(found))).mappings()
                found += [_edited(kind, row) for row in rows]
    return found


def run(imported: Import, message: Any) -> None:
    """A batch to a transaction. What is edited while this runs stays."""
    while imported.state == UNDOING:
        take_turn(imported)
        if imported.state != UNDOING:
            return
        done = _restore(imported) or _remove(imported)
        imported.undone_rows += done
        if not done:
            _finish(imported)
        message.locked_until = clock.now() + LOCK
        commit()


def _kinds(imported: Import) -> list[Kind]:
    """What it may have added, in the order in which that can be removed."""
    kind = KINDS[imported.kind]
    return [kind, companies.KIND] if kind.needs_company else [kind]


def _restore(imported: Import) -> int:
    kind = KINDS[imported.kind]
    changes = db.session.scalars(
        tenancy.scoped(ImportChange)
        .where(ImportChange.import_id == imported.id)
        .order_by(ImportChange.id)
        .limit(BATCH)
    ).all()
    records = writing.records_with(kind, {change.record_id for change in changes}, lock=True)
    former = {
        change.record_id: {**records[change.record_id], **change.before}
        for change in changes
        if change.record_id in records
        and records[change.record_id]["updated_at"] == change.stamped_at
    }
    writing.write(kind, former, at=clock.now())
    for stamp in {change.stamped_at for change in changes}:
        ids = [c.record_id for c in changes if c.stamped_at == stamp and c.record_id in former]
        kind.restored(ids, stamp)
    for change in changes:
        db.session.delete(change)
    return len(changes)


def _remove(imported: Import) -> int:
    for kind in _kinds(imported):
        model = kind.model
        query = select(model.id).where(*_added(kind, imported), ~_is_edited(kind, imported))
        with bin.opened():
            ids = db.session.scalars(query.limit(BATCH).with_for_update(of=model)).all()
        if ids:
            gone = delete(model).where(model.agency_id == tenancy.agency_id(), model.id.in_(ids))
            db.session.execute(gone, execution_options={"synchronize_session": False})
            return len(ids)
    return 0


def _finish(imported: Import) -> None:
    imported.state, imported.undone_at = UNDONE, clock.now()
    record("import.undone", imported, by=imported.undone_by, what=imported.kind)


def _added(kind: Kind, imported: Import) -> list[ColumnElement[bool]]:
    model: Any = kind.model
    return [
        model.agency_id == tenancy.agency_id(),
        model.import_id == imported.id,
        *_is_there(model),
    ]


def _is_there(model: Any) -> list[ColumnElement[bool]]:
    """What was deleted by hand is neither edited nor removed again."""
    marks = [getattr(model, name, None) for name in ("deleted_at", "deletion_id")]
    return [mark.is_(None) for mark in marks if mark is not None]


def _is_edited(kind: Kind, imported: Import) -> ColumnElement[bool]:
    """Changed since it was added, or something belongs to it that did not come with this import."""
    model: Any = kind.model
    uses = [_is_used(model, table, column, imported) for table, column in _references(model)]
    return or_(model.updated_at != model.created_at, *uses)


def _is_used(model: Any, table: Table, column: str, imported: Import) -> ColumnElement[bool]:
    points = [table.c.agency_id == tenancy.agency_id(), table.c[column] == model.id]
    if "import_id" in table.c:
        points.append(table.c.import_id.is_distinct_from(imported.id))
    return exists().where(and_(*points))


def _references(model: Any) -> Iterator[tuple[Table, str]]:
    """(table, column) of everything that people can add to such a record."""
    for table in db.metadata.sorted_tables:
        if table.name in COME_ALONG:
            continue
        for reference in table.foreign_key_constraints:
            if reference.referred_table is model.__table__ and "agency_id" in reference.column_keys:
                yield from ((table, key) for key in reference.column_keys if key != "agency_id")


def _edited_added(kind: Kind, imported: Import) -> Select[Any]:
    return _named(kind).where(*_added(kind, imported), _is_edited(kind, imported))


def _edited_updated(kind: Kind, imported: Import) -> Select[Any]:
    model: Any = kind.model
    if kind is not KINDS[imported.kind]:
        return _named(kind).where(model.id.is_(None))
    change = (
        (ImportChange.agency_id == tenancy.agency_id())
        & (ImportChange.import_id == imported.id)
        & (ImportChange.record_id == model.id)
    )
    query = (
        _named(kind).join(ImportChange, change).where(model.updated_at != ImportChange.stamped_at)
    )
    return query.where(*_is_there(model))


def _named(kind: Kind) -> Select[Any]:
    model: Any = kind.model
    names = dict.fromkeys(("id", *kind.key_columns))
    query = select(*(getattr(model, name) for name in names))
    return query.where(model.agency_id == tenancy.agency_id()).order_by(model.id)


def _edited(kind: Kind, row: Any) -> Edited:
    return Edited(kind.one, row["id"], kind.title(row), row.get("company_id"))
