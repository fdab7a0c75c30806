"""Marking all as read."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.notifications import actions
from app.blueprints.notifications.routes import screens

bp = Blueprint("all_readings", __name__, url_prefix="/readings")


@bp.post("")
def create():
    actions.read_all(current_user)
    return screens.changed("All marked as read")
