"""The import at work: one URL whose GET shows it, POST starts it and DELETE takes it back."""

from flask import Blueprint, url_for

from app.blueprints.imports import actions
from app.blueprints.imports.models import Import
from app.blueprints.imports.screens import PANEL, screen
from app.core import tenancy, web
from app.core.access import allow

bp = Blueprint("runs", __name__, url_prefix="/<id:import_id>/run")


@bp.get("")
@allow("company.import")
def show(import_id: int):
    imported = tenancy.find(Import, import_id)
    return web.fragment(PANEL, inside="imports/show.html", **screen(imported))


@bp.post("")
@allow("company.import")
def create(import_id: int):
    imported = tenancy.find(Import, import_id, lock=True)
    actions.start(imported)
    return _changed(imported)


@bp.delete("")
@bp.post("/deletion")
@allow("company.import")
def destroy(import_id: int):
    imported = tenancy.find(Import, import_id, lock=True)
    actions.cancel(imported)
    return _changed(imported)


def _changed(imported: Import):
    to = url_for("imports.imports.show", import_id=imported.id)
    return web.saved(PANEL, to=to, **screen(imported))
