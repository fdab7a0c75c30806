"""What the box offers while somebody types."""

from flask import Blueprint, request

from app.blueprints.search import queries
from app.core import web

bp = Blueprint("options", __name__, url_prefix="/options")


@bp.get("")
def index():
    found = queries.first_of_each(request.args.get("q", ""))
    return web.fragment("search/_options.html", found=found, heading="Search")
