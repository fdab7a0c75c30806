"""Marking one as read or unread."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.notifications import queries
from app.blueprints.notifications.routes import screens

bp = Blueprint("readings", __name__, url_prefix="/<id:notification_id>/reading")


@bp.post("")
def create(notification_id: int):
    queries.find_notification(current_user, notification_id).read()
    return screens.changed()


@bp.delete("")
@bp.post("/deletion")
def destroy(notification_id: int):
    queries.find_notification(current_user, notification_id).unread()
    return screens.changed()
