"""One's own list, and the place that one of them is about."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.notifications import queries
from app.core import web

bp = Blueprint("notifications", __name__)


@bp.get("")
def index():
    page = queries.page_of(current_user, request.args, request.path)
    return web.page("notifications/index.html", part="notifications/_list.html", page=page)


@bp.get("/<id:notification_id>")
def show(notification_id: int):
    notification = queries.find_notification(current_user, notification_id)
    notification.read()
    return web.redirect_to(notification.url)
