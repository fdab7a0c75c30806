"""Taking the deletion of a file back."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.files import actions, owners
from app.blueprints.files.queries import find_file_in_bin
from app.blueprints.files.routes import screens
from app.core.access import require

bp = Blueprint("restorations", __name__, url_prefix="/restoration")


@bp.post("")
def create(file_id: int):
    file = find_file_in_bin(file_id)
    require("file.edit", file)
    actions.restore(file, by=current_user)
    return screens.changed(owners.address_of(file), f"{file.name} restored")
