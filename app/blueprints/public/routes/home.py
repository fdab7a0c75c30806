"""What Travault is, what it costs."""

from flask import Blueprint

from app.core import web
from app.core.access import public

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def show():
    return web.page("public/home.html")
