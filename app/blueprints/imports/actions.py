"""An import from the upload to the button "Import"; the work itself is in `running.py`."""

from pathlib import PurePath
from typing import Any, BinaryIO

from app.blueprints.accounts.models import User
from app.blueprints.imports import stored_file
from app.blueprints.imports.csv_file import inspect
from app.blueprints.imports.dry_run import dry_run, unknown_values
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.models import (
    CHECKED,
    CHECKING,
    KEPT,
    MATCHED,
    QUEUED,
    Import,
)
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict
from app.core.forms import LINE_CONTROL
from app.outbox import cancel_kind, post

CHECKED_AT_ONCE = 2_000


def upload(kind: str, file_name: str, file: BinaryIO, *, by: User) -> Import:
    """Keeps the file and what it looks like; raises NotReadable when it is not a usable CSV.
    What is not imported is forgotten after a while."""
    shape = inspect(file)
    imported = Import(
        kind=kind,
        user_id=by.id,
        file_name=LINE_CONTROL.sub("", PurePath(file_name).name)[-255:] or "upload.csv",
        encoding=shape.encoding,
        delimiter=shape.delimiter,
        headings=shape.headings,
        total_rows=shape.rows,
        source=shape.source.key if shape.source else None,
        values={},
        findings={},
    )
    db.session.add(imported)
    db.session.flush()
    stored_file.keep(imported, file)
    post("import.expire", {"import_id": imported.id}, deliver_at=clock.now() + KEPT)
    return imported


def match_columns(
    imported: Import, columns: dict[str, str], duplicates: str, missing_company: str
) -> None:
    """Sets which column is which and what becomes of rows that are there already; goes on to the
    values that need matching, if there are any."""
    _require_editable(imported)
    imported.columns, imported.duplicates, imported.problem = columns, duplicates, None
    imported.missing_company = missing_company
    unknown = unknown_values(imported)
    imported.values = {
        field: {text: _known_or_guessed(imported, field, text) for text, _ in strangers}
        for field, strangers in unknown.items()
    }
    imported.findings = {"unknown": unknown}
    imported.state = MATCHED
    if not unknown:
        begin_check(imported)


def match_values(imported: Import, values: dict[str, dict[str, str]]) -> None:
    _require_editable(imported)
    imported.values, imported.problem = values, None
    begin_check(imported)


def begin_check(imported: Import) -> None:
    """A short file is tried at once, a long one by the worker."""
    imported.state = CHECKING
    if imported.total_rows <= CHECKED_AT_ONCE:
        check(imported)
    else:
        post("import.check", {"import_id": imported.id})


def check(imported: Import) -> None:
    if imported.state == CHECKING:
        unknown = imported.findings.get("unknown", {})
        imported.findings = {"unknown": unknown, **dry_run(imported)}
        imported.state = CHECKED


def start(imported: Import) -> None:
    """Hands the import to the worker; nothing happens when it has it already."""
    if imported.can_start:
        imported.state, imported.problem = QUEUED, None
        post("import.run", {"import_id": imported.id})


def cancel(imported: Import) -> None:
    """Takes the import back from the worker, as long as that has not begun."""
    if not imported.can_be_cancelled:
        raise Conflict("The import has begun already.")
    imported.state = CHECKED
    cancel_kind("import.run", {"import_id": imported.id})


def discard(imported: Import) -> None:
    """Forgets an upload of which nothing was imported."""
    _require_editable(imported)
    db.session.delete(imported)


def _require_editable(imported: Import) -> None:
    if not imported.is_editable:
        raise Conflict("This import has been started and can no longer be changed.")


def _known_or_guessed(imported: Import, field: str, text: str) -> Any:
    known: dict[str, str] = imported.values.get(field, {})
    if text in known:
        return known[text]
    return KINDS[imported.kind].field(field).guess(text) or ""
