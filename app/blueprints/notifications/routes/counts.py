"""How many are unread: asked by the top bar every now and then."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.notifications import queries
from app.core import web

bp = Blueprint("counts", __name__, url_prefix="/count")


@bp.get("")
def show():
    unread = queries.unread_count(current_user)
    return web.fragment("notifications/_count.html", unread=unread, heading="Notifications")
