"""The worker's side of exports."""

from typing import Any

from app.blueprints.exports import actions
from app.blueprints.exports.models import Export
from app.blueprints.notifications.actions import notify_by_mail
from app.core import tenancy
from app.core.db import db
from app.core.tenancy import RecordNotFound
from app.core.web import dom_id
from app.outbox import handles

GONE = "What this document is about was deleted."
FAILED = "The document could not be made. The fault has been noted; please try again."


def give_up(export_id: int, **_: Any) -> None:
    _fail(tenancy.find(Export, export_id), FAILED)


@handles("export.make", seconds=600, attempts=3, give_up=give_up)
def make(export_id: int, **_: Any) -> None:
    export = db.session.get(Export, export_id)
    if export is None or not export.is_under_way:
        return
    try:
        actions.make(export)
    except RecordNotFound:
        _fail(export, GONE)
        return
    _tell(export, "ready to download")


@handles("export.expire")
def expire(export_id: int, **_: Any) -> None:
    export = db.session.get(Export, export_id)
    if export is not None:
        db.session.delete(export)


def _fail(export: Export, problem: str) -> None:
    export.fail(problem)
    _tell(export, "could not be made")


def _tell(export: Export, text: str) -> None:
    url = f"/exports#{dom_id(export, 'panel')}"
    notify_by_mail([export.user_id], "export", export.title, text, url)
