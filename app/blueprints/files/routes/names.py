"""Renaming a file. Its ending stays: it says what the file is."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.files import actions, owners
from app.blueprints.files.forms import NameForm
from app.blueprints.files.queries import find_file
from app.blueprints.files.routes import screens
from app.core import web
from app.core.access import require

bp = Blueprint("names", __name__)
FORM, PAGE = "files/_rename.html", "files/page.html"


@bp.get("/edit")
def edit(file_id: int):
    file = find_file(file_id)
    require("file.edit", file)
    context = {"file": file, "form": NameForm(file), "back_url": owners.address_of(file)}
    return web.fragment(FORM, inside=PAGE, **context)


@bp.post("")
@bp.patch("")
def update(file_id: int):
    file = find_file(file_id, lock=True)
    require("file.edit", file)
    form = NameForm(file)
    if not form.validate():
        context = {"file": file, "form": form, "back_url": owners.address_of(file)}
        return web.invalid(FORM, inside=PAGE, **context)
    actions.rename(file, form.whole_name, by=current_user)
    return screens.changed(owners.address_of(file), f"Renamed to {file.name}")
