"""Rows as records in the database: added and updated five hundred at a time."""

from datetime import datetime
from typing import Any

from sqlalchemy import case, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import column

from app.blueprints.imports.fields import Values
from app.blueprints.imports.kinds.kind import Kind, Update
from app.blueprints.imports.models import Import, ImportChange
from app.core import clock, tenancy
from app.core.db import Deletable, db
from app.core.events import Event

Records = dict[int, Values]


def add(kind: Kind, imported: Import, rows: list[Values]) -> list[int]:
    """Ids of the records made of these rows, in their order. Until somebody edits one it says that
    it was changed when it was made."""
    now = clock.now()
    whole = [
        {**kind.complete(values, imported), "created_at": now, "updated_at": now} for values in rows
    ]
    added = insert(kind.model).returning(kind.model.id, sort_by_parameter_order=True)
    ids = list(db.session.scalars(added, whole))
    kind.added(ids, whole)
    return ids


def records_with(kind: Kind, ids: set[int], *, lock: bool = False) -> Records:
    """id → what an import may change, and whose it is."""
    if not ids:
        return {}
    more = ("id", "updated_at", "import_id")
    names = dict.fromkeys((*more, *kind.columns, *kind.key_columns))
    query = select(*(getattr(kind.model, name) for name in names)).where(
        kind.model.agency_id == tenancy.agency_id(), kind.model.id.in_(ids)
    )
    if issubclass(kind.model, Deletable):
        query = query.where(kind.model.deleted_at.is_(None))
    rows = db.session.execute(query.with_for_update() if lock else query).mappings()
    return {row["id"]: dict(row) for row in rows}


def save(kind: Kind, batch: Update) -> None:
    """Updates the records of a batch, keeps what they were for an undo, and says so in the history.
    What this import added itself needs no former values: an undo removes it."""
    kind.updated(batch)
    changed = {record_id: batch.records[record_id] for record_id in batch.changed}
    write(kind, changed, at=batch.at, import_id=batch.imported.id)
    others = {
        record_id: before
        for record_id, before in batch.before.items()
        if batch.records[record_id]["import_id"] != batch.imported.id
    }
    remember(batch.imported, others, at=batch.at)
    tell(kind, batch)


def write(kind: Kind, records: Records, *, at: datetime, import_id: int | None = None) -> None:
    """Sets the columns of these records in one statement. What the import itself added keeps the
    date by which it is known to be unedited."""
    model = kind.model
    if not records:
        return
    sent = [
        {"id": record_id, **{name: _plain(record[name]) for name in kind.columns}}
        for record_id, record in records.items()
    ]
    types = [column(name, getattr(model, name).type) for name in ("id", *kind.columns)]
    given = func.jsonb_to_recordset(literal(sent, JSONB)).table_valued(*types, name="given")
    given = given.render_derived(with_types=True)
    stamp: Any = at
    if import_id is not None:
        is_own = (model.import_id == import_id) & (model.updated_at == model.created_at)
        stamp = case((is_own, model.updated_at), else_=at)
    values = {name: given.c[name] for name in kind.columns}
    db.session.execute(
        update(model)
        .where(model.agency_id == tenancy.agency_id(), model.id == given.c.id)
        .values({**values, "updated_at": stamp}),
        execution_options={"synchronize_session": False},
    )


def remember(imported: Import, before: Records, *, at: datetime) -> None:
    """Keeps what these fields were, for an undo. A field that was changed twice keeps the first."""
    if not before:
        return
    rows = [
        {
            "import_id": imported.id,
            "record_id": record_id,
            "before": {name: _plain(value) for name, value in fields.items()},
            "stamped_at": at,
        }
        for record_id, fields in before.items()
    ]
    kept = upsert(ImportChange)
    kept = kept.on_conflict_do_update(
        index_elements=["agency_id", "import_id", "record_id"],
        set_={
            "before": kept.excluded.before.op("||")(ImportChange.before),
            "stamped_at": kept.excluded.stamped_at,
        },
    )
    db.session.execute(kept, rows)


def tell(kind: Kind, batch: Update) -> None:
    """The history of each record that was updated: by whom, which fields, from which file."""
    imported, records = batch.imported, batch.records
    changed = {record_id: changes for record_id, changes in batch.changed.items() if changes}
    if not changed:
        return
    table = kind.model.__tablename__
    rows = [
        {
            "kind": f"{table}.updated",
            "actor_id": imported.user_id,
            "subject_type": table,
            "subject_id": record_id,
            "within_type": "company" if table in ("company", "contact") else None,
            "within_id": _within(table, record_id, records[record_id]),
            "data": {
                "title": kind.title(records[record_id]),
                "changes": changes,
                "imported_from": imported.file_name,
            },
        }
        for record_id, changes in changed.items()
    ]
    db.session.execute(insert(Event), rows)


def _plain(value: Any) -> Any:
    """As JSON can hold it."""
    return value.isoformat() if isinstance(value, datetime) else value


def _within(table: str, record_id: int, record: Values) -> int | None:
    return {"company": record_id, "contact": record.get("company_id")}.get(table)
