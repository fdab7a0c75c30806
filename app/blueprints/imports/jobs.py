"""What the worker does for imports."""

from app.blueprints.imports import actions, running, undoing
from app.blueprints.imports.models import Import
from app.core import tenancy
from app.core.db import db
from app.outbox import handles


def give_up_check(message, import_id: int) -> None:
    tenancy.find(Import, import_id).fail("The file could not be checked")


def give_up_run(message, import_id: int) -> None:
    tenancy.find(Import, import_id).fail("The import stopped before its end")


@handles("import.check", seconds=300, attempts=3, give_up=give_up_check)
def check(message, import_id: int) -> None:
    actions.check(tenancy.find(Import, import_id))


@handles("import.run", seconds=600, attempts=10, give_up=give_up_run)
def run(message, import_id: int) -> None:
    running.run(tenancy.find(Import, import_id), message)


def give_up_undo(message, import_id: int) -> None:
    tenancy.find(Import, import_id).fail("The undo stopped before its end")


@handles("import.undo", seconds=600, attempts=10, give_up=give_up_undo)
def undo(message, import_id: int) -> None:
    undoing.run(tenancy.find(Import, import_id), message)


@handles("import.expire")
def expire(message, import_id: int) -> None:
    imported = db.session.get(Import, import_id, with_for_update=True)
    if imported and imported.is_editable:
        actions.discard(imported)
