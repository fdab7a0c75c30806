"""A small form that works, for trying drafts, errors, repeated submits and suggestions."""

from flask import Blueprint, request

from app.blueprints.dev.routes.components import COMPANIES, new_note
from app.core import web

bp = Blueprint("notes", __name__)


@bp.post("/notes")
def create():
    form = new_note()
    if not form.validate():
        return web.invalid("dev/_note.html", form=form)
    return web.saved(
        "dev/_noted.html", to="/dev/components", message="Note saved", note=form.values()
    )


@bp.get("/notes/companies")
def index():
    wanted = request.args.get("q", "").casefold()
    found = [(id, name, "Aberdeen") for id, name in COMPANIES if wanted in name.casefold()]
    return web.fragment("dev/_companies.html", companies=found)
