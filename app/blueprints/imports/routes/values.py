"""What the file's values for fixed lists stand for."""

from flask import Blueprint, url_for

from app.blueprints.imports import actions
from app.blueprints.imports.forms import values_form
from app.blueprints.imports.models import Import
from app.blueprints.imports.screens import PANEL, values_screen
from app.core import tenancy, web
from app.core.access import allow

bp = Blueprint("values", __name__, url_prefix="/<id:import_id>/values")


@bp.get("")
@allow("company.import")
def edit(import_id: int):
    imported = tenancy.find(Import, import_id)
    if not imported.has_values_to_match:
        return web.redirect_to(url_for("imports.imports.show", import_id=import_id))
    return web.page("imports/show.html", **values_screen(imported))


@bp.post("")
@allow("company.import")
def update(import_id: int):
    imported = tenancy.find(Import, import_id, lock=True)
    form = values_form(imported)
    if not form.validate():
        return web.invalid(PANEL, inside="imports/show.html", **values_screen(imported, form))
    actions.match_values(imported, form.matched)
    return web.redirect_to(url_for("imports.imports.show", import_id=import_id))
