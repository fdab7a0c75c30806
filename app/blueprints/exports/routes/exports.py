"""My documents, and the panel of one: GET, POST and DELETE answer with the same partial."""

from flask import Blueprint, abort, url_for
from flask_login import current_user

from app.blueprints.exports import actions, queries
from app.blueprints.exports.documents import PERMISSIONS
from app.blueprints.exports.forms import ExportForm
from app.core import web
from app.core.access import allow, require

bp = Blueprint("exports", __name__)
PANEL = "exports/_panel.html"


@bp.get("")
def index():
    return web.page("exports/index.html", exports=queries.exports_of(current_user))


@bp.post("")
@allow("export")
def create():
    form = ExportForm()
    if not form.validate():
        abort(400, "There is no such document.")
    require(PERMISSIONS.get(form.kind.data, "export"))
    export = actions.request_export(**form.values(), by=current_user)
    return web.saved(PANEL, to=url_for("exports.exports.show", export_id=export.id), export=export)


@bp.get("/<id:export_id>")
def show(export_id: int):
    export = queries.export_of(current_user, export_id)
    return web.fragment(PANEL, inside="exports/show.html", export=export)


@bp.delete("/<id:export_id>")
@bp.post("/<id:export_id>/deletion")
def destroy(export_id: int):
    actions.discard(queries.export_of(current_user, export_id))
    if web.is_htmx():
        return web.nothing("Document removed")
    return web.redirect_to(url_for("exports.exports.index"), message="Document removed")
