"""Imports the rows, five hundred to a transaction, so that a killed worker goes on where it was."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select

from app.blueprints.imports import stored_file
from app.blueprints.imports.dry_run import without_duplicates
from app.blueprints.imports.models import DONE, QUEUED, RUNNING, Import, RejectedRow
from app.blueprints.imports.rows import Row, RowReader, batches
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
    done = imported.done_rows
    for batch in batches(reader.rows(start=done)):
        _take_turn(imported, done)
        _import(batch, reader)
        done = imported.done_rows
        message.locked_until = clock.now() + LOCK
        commit()
    _take_turn(imported, done)
    _finish(imported)


def _take_turn(imported: Import, done: int) -> None:
    """One import at a time in an agency, so that two files do not add the same name twice; and
    each row once, whoever else may be at it."""
    key = func.hashtextextended(f"import of agency {tenancy.agency_id()}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(key)))
    db.session.refresh(imported, with_for_update=True)
    if imported.done_rows != done or imported.state not in (QUEUED, RUNNING):
        raise Overtaken
    imported.state = RUNNING


def _import(batch: list[Row], reader: RowReader) -> None:
    imported = reader.imported
    good = [row for row in batch if not row.problems]
    bad = [row for row in batch if row.problems]
    fresh = without_duplicates(good, reader, set())
    if fresh:
        reader.kind.add([reader.kind.complete(row.values, imported) for row in fresh])
    if bad:
        _keep_rejected(bad, imported)
    imported.done_rows += len(batch)
    imported.added += len(fresh)
    imported.skipped += len(good) - len(fresh)
    imported.rejected += len(bad)


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
        skipped=imported.skipped,
        rejected=imported.rejected,
    )
