"""A file as the browser shows it; one that it cannot show is downloaded."""

from flask import Blueprint

from app.blueprints.files.queries import find_file
from app.blueprints.files.serving import answer

bp = Blueprint("contents", __name__)


@bp.get("")
def show(file_id: int):
    file = find_file(file_id)
    return answer(file, "inline" if file.can_be_shown else "attachment")
