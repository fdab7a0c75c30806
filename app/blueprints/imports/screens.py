"""Which template shows an import in its state, and what that template needs."""

from typing import Any

from app.blueprints.imports import queries, undoing
from app.blueprints.imports.dry_run import MOST_VALUES
from app.blueprints.imports.forms import columns_form, values_form
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.models import CHECKED, DONE, FAILED, MATCHED, UNDONE, UPLOADED, Import
from app.blueprints.imports.sources import recognised, source_of

PARTS = {
    UPLOADED: "imports/_columns.html",
    MATCHED: "imports/_values.html",
    CHECKED: "imports/_dry_run.html",
    DONE: "imports/_report.html",
    FAILED: "imports/_failed.html",
    UNDONE: "imports/_report.html",
}
WAITING = "imports/_progress.html"
PANEL = "imports/_panel.html"


def screen(imported: Import) -> dict[str, Any]:
    if imported.state == UPLOADED:
        return columns_screen(imported)
    if imported.state == MATCHED:
        return values_screen(imported)
    return _screen(imported, PARTS.get(imported.state, WAITING))


def columns_screen(imported: Import, form: Any = None) -> dict[str, Any]:
    form = form or columns_form(imported)
    examples = queries.examples(imported)
    source = recognised(imported.headings) or source_of(imported.source, imported.kind)
    return _screen(imported, PARTS[UPLOADED], form=form, examples=examples, source=source)


def values_screen(imported: Import, form: Any = None) -> dict[str, Any]:
    form = form or values_form(imported)
    return _screen(imported, PARTS[MATCHED], form=form, most_values=MOST_VALUES)


def undo_screen(imported: Import) -> dict[str, Any]:
    if not imported.can_be_undone:
        return screen(imported)
    return _screen(imported, "imports/_undo.html", edited=undoing.edited(imported))


def _screen(imported: Import, step: str, **more: Any) -> dict[str, Any]:
    return {"imported": imported, "kind": KINDS[imported.kind], "step": step, **more}
