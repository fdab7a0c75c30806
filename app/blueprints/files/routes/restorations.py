"""Taking the deletion of a file back."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.files import actions
from app.blueprints.files.queries import find_file
from app.blueprints.files.routes import screens
from app.core.access import require

bp = Blueprint("restorations", __name__, url_prefix="/restoration")


@bp.post("")
def create(file_id: int):
    file = find_file(file_id, lock=True, deleted=True)
    require("file.edit", file)
    actions.restore(file, by=current_user)
    return screens.changed(file, f"{file.name} restored")
