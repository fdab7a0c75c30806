"""What browsers ask for without being told to: the icon has a hashed address, given by every page."""

from flask import Blueprint, current_app

from app.core import web
from app.core.access import public

bp = Blueprint("icons", __name__)


@bp.get("/favicon.ico")
@public
def show():
    return web.redirect_to(current_app.jinja_env.globals["asset"]("favicon.svg"))
