"""Taking an import back: what that would do, and the start of it."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.imports import undoing
from app.blueprints.imports.models import Import
from app.blueprints.imports.screens import PANEL, screen, undo_screen
from app.core import tenancy, web
from app.core.access import allow, require

bp = Blueprint("undoings", __name__, url_prefix="/<id:import_id>/undo")


@bp.get("")
@allow("company.import")
def new(import_id: int):
    imported = tenancy.find(Import, import_id)
    require("import.undo", imported)
    return web.fragment(PANEL, inside="imports/show.html", **undo_screen(imported))


@bp.post("")
@allow("company.import")
def create(import_id: int):
    imported = tenancy.find(Import, import_id, lock=True)
    require("import.undo", imported)
    undoing.begin(imported, by=current_user)
    to = url_for("imports.imports.show", import_id=imported.id)
    return web.saved(PANEL, to=to, **screen(imported))
