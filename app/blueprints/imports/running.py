"""Imports the rows, five hundred to a transaction, so that a killed worker goes on where it was."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select

from app.blueprints.imports import stored_file, writing
from app.blueprints.imports.kinds.kind import Update
from app.blueprints.imports.models import DONE, QUEUED, RUNNING, SKIP, Import, RejectedRow
from app.blueprints.imports.rows import Row, RowReader, batches
from app.blueprints.imports.sorting import Double, Sorter, news
from app.core import clock, tenancy
from app.core.db import db
from app.core.events import record
from app.core.requests import commit

LOCK = timedelta(seconds=60)


class Overtaken(RuntimeError):
    """Another worker imports the same rows; it was thought to be dead, or we were."""


def run(imported: Import, message: Any) -> None:
    """Imports what is left to import and reports it. Each batch and the count of rows done are
    committed together; the message's lock is renewed with them."""
    if imported.state not in (QUEUED, RUNNING):
        return
    reader = RowReader(imported)
    sorter = Sorter(reader, really=True)
    done = imported.done_rows
    for batch in batches(reader.rows(start=done)):
        _take_turn(imported, done)
        _import(batch, sorter)
        done = imported.done_rows
        message.locked_until = clock.now() + LOCK
        commit()
    _take_turn(imported, done)
    _finish(imported)


def take_turn(imported: Import) -> None:
    """One import at a time in an agency, so that two files do not add the same name twice."""
    key = func.hashtextextended(f"import of agency {tenancy.agency_id()}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(key)))
    db.session.refresh(imported, with_for_update=True)


def _take_turn(imported: Import, done: int) -> None:
    """Each row once, whoever else may be at it."""
    take_turn(imported)
    if imported.done_rows != done or imported.state not in (QUEUED, RUNNING):
        raise Overtaken
    imported.state = RUNNING


def _import(batch: list[Row], sorter: Sorter) -> None:
    imported, kind = sorter.imported, sorter.kind
    found = sorter.sort(batch)
    merged, doubles = _merge(found.doubles, found.fresh, sorter)
    if found.fresh:
        sorter.learn(found.fresh, writing.add(kind, imported, [row.values for row in found.fresh]))
    updated = merged + _update(doubles, sorter)
    if found.bad:
        _keep_rejected(found.bad, imported)
    imported.done_rows += len(batch)
    imported.added += len(found.fresh)
    imported.updated += updated
    imported.skipped += len(found.doubles) - updated
    imported.rejected += len(found.bad)
    imported.companies_added += found.companies


def _merge(doubles: list[Double], fresh: list[Row], sorter: Sorter) -> tuple[int, list[Double]]:
    """What repeats a new row of the same batch goes into that row; returns how many did, and the
    others."""
    kind, imported = sorter.kind, sorter.imported
    if imported.duplicates == SKIP:
        return 0, []
    by_number = {-row.number: row for row in fresh}
    own = [double for double in doubles if double.record_id in by_number]
    for double in own:
        values = by_number[double.record_id].values
        values.update(news(imported, values, double.row.values, kind))
    return len(own), [double for double in doubles if double.record_id > 0]


def _update(doubles: list[Double], sorter: Sorter) -> int:
    """Returns how many rows had something new for their record."""
    kind, imported = sorter.kind, sorter.imported
    records = writing.records_with(kind, {d.record_id for d in doubles}, lock=True)
    batch = Update(imported, clock.now(), records)
    updated = 0
    for double in doubles:
        present = records.get(double.record_id)
        if present and (fresh := news(imported, present, double.row.values, kind)):
            batch.change(double.record_id, fresh)
            updated += 1
    writing.save(kind, batch)
    return updated


def _keep_rejected(rows: list[Row], imported: Import) -> None:
    values = [
        {"import_id": imported.id, "row": r.number, "cells": r.cells, "problems": r.problems}
        for r in rows
    ]
    db.session.execute(insert(RejectedRow), values)


def _finish(imported: Import) -> None:
    imported.state, imported.finished_at = DONE, clock.now()
    stored_file.forget(imported)
    record(
        "import.finished",
        imported,
        by=imported.user,
        what=imported.kind,
        added=imported.added,
        updated=imported.updated,
        skipped=imported.skipped,
        rejected=imported.rejected,
    )
