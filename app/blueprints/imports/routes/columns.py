"""Which column of the file is which field."""

from flask import Blueprint, url_for

from app.blueprints.imports import actions
from app.blueprints.imports.forms import columns_form
from app.blueprints.imports.models import Import
from app.blueprints.imports.screens import PANEL, columns_screen
from app.core import tenancy, web
from app.core.access import allow

bp = Blueprint("columns", __name__, url_prefix="/<id:import_id>/columns")


@bp.get("")
@allow("company.import")
def edit(import_id: int):
    imported = tenancy.find(Import, import_id)
    if not imported.is_editable:
        return web.redirect_to(url_for("imports.imports.show", import_id=import_id))
    return web.page("imports/show.html", **columns_screen(imported))


@bp.post("")
@allow("company.import")
def update(import_id: int):
    imported = tenancy.find(Import, import_id, lock=True)
    form = columns_form(imported)
    if not form.validate():
        return web.invalid(PANEL, inside="imports/show.html", **columns_screen(imported, form))
    actions.match_columns(imported, form.columns, form.duplicates.data, form.choice_about_companies)
    return web.redirect_to(url_for("imports.imports.show", import_id=import_id))
