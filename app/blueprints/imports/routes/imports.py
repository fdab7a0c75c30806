"""The list of imports, the upload, and an import as it stands."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.blueprints.imports import actions, queries
from app.blueprints.imports.csv_file import NotReadable
from app.blueprints.imports.forms import UploadForm
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.models import Import
from app.blueprints.imports.screens import screen
from app.core import tenancy, web
from app.core.access import allow
from app.core.submissions import once

bp = Blueprint("imports", __name__)


@bp.get("")
@allow("company.import")
def index():
    page = queries.LISTING.page(queries.import_rows(), request.args, request.path)
    return web.page("imports/index.html", part="imports/_list.html", page=page, kinds=KINDS)


@bp.get("/new")
@allow("company.import")
def new():
    kind = request.args.get("kind")
    return web.page(
        "imports/new.html", form=UploadForm(kind=kind if kind in KINDS else "companies")
    )


@bp.post("")
@allow("company.import")
@once
def create():
    form = UploadForm()
    if not form.validate():
        return web.invalid("imports/_upload.html", inside="imports/new.html", form=form)
    try:
        file = form.file.data
        imported = actions.upload(form.kind.data, file.filename, file.stream, by=current_user)
    except NotReadable as problem:
        form.file.errors = [str(problem)]
        return web.invalid("imports/_upload.html", inside="imports/new.html", form=form)
    return web.redirect_to(url_for("imports.imports.show", import_id=imported.id))


@bp.get("/<id:import_id>")
@allow("company.import")
def show(import_id: int):
    imported = tenancy.find(Import, import_id)
    return web.page("imports/show.html", **screen(imported))


@bp.delete("/<id:import_id>")
@bp.post("/<id:import_id>/deletion")
@allow("company.import")
def destroy(import_id: int):
    actions.discard(tenancy.find(Import, import_id, lock=True))
    return web.redirect_to(url_for("imports.imports.index"), message="Import discarded")
