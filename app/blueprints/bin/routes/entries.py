"""What lies in the bin, for admins."""

from flask import Blueprint, request

from app.blueprints.bin import queries
from app.blueprints.bin.kinds import KINDS
from app.core import web
from app.core.access import allow

bp = Blueprint("entries", __name__)
COLUMNS = {
    "title": "Name",
    "kind": "What",
    "deleted": "Deleted",
    "by": "By",
    "purge": "Gone for good",
}.items()


@bp.get("")
@allow("bin")
def index():
    page = queries.LISTING.page(queries.ROWS, request.args, request.path)
    context = {"page": page, "columns": COLUMNS, "kinds": KINDS}
    return web.page("bin/index.html", part="bin/_list.html", **context)
