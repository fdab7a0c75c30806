"""Deleting a file."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.files import actions, owners
from app.blueprints.files.queries import find_file
from app.blueprints.files.routes import screens
from app.core.access import require

bp = Blueprint("deletions", __name__)


@bp.post("/deletion")
@bp.delete("")
def create(file_id: int):
    file = find_file(file_id, lock=True)
    require("file.edit", file)
    to, message = owners.address_of(file), f"{file.name} deleted"
    actions.delete(file, by=current_user)
    undo_url = url_for("files.restorations.create", file_id=file_id)
    return screens.changed(to, message, undo_url=undo_url)
