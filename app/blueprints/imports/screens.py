"""Which template shows an import in its state, and what that template needs."""

from typing import Any

from app.blueprints.imports import queries
from app.blueprints.imports.dry_run import MOST_VALUES
from app.blueprints.imports.forms import columns_form, values_form
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.models import CHECKED, DONE, FAILED, MATCHED, UPLOADED, Import

PARTS = {
    UPLOADED: "imports/_columns.html",
    MATCHED: "imports/_values.html",
    CHECKED: "imports/_dry_run.html",
    DONE: "imports/_report.html",
    FAILED: "imports/_failed.html",
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
    return _screen(imported, PARTS[UPLOADED], form=form, examples=examples)


def values_screen(imported: Import, form: Any = None) -> dict[str, Any]:
    form = form or values_form(imported)
    return _screen(imported, PARTS[MATCHED], form=form, most_values=MOST_VALUES)


def _screen(imported: Import, step: str, **more: Any) -> dict[str, Any]:
    return {"imported": imported, "kind": KINDS[imported.kind], "step": step, **more}
