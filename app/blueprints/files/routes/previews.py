"""A picture or PDF in a dialog."""

from flask import Blueprint

from app.blueprints.files import owners
from app.blueprints.files.queries import find_file
from app.core import web

bp = Blueprint("previews", __name__, url_prefix="/preview")


@bp.get("")
def show(file_id: int):
    file = find_file(file_id)
    context = {"file": file, "back_url": owners.address_of(file)}
    return web.fragment("files/_preview.html", inside="files/page.html", **context)
