"""The box over any page; without scripts its button leads to the page of the search."""

from flask import Blueprint

from app.core import web

bp = Blueprint("boxes", __name__, url_prefix="/box")


@bp.get("")
def show():
    return web.fragment("search/_box.html", heading="Search")
