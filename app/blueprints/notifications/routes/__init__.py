from flask import Blueprint

from app.blueprints.notifications.routes import (
    all_readings,
    choices,
    counts,
    notifications,
    readings,
)

bp = Blueprint("notifications", __name__, url_prefix="/notifications")
for resource in (all_readings, choices, counts, notifications, readings):
    bp.register_blueprint(resource.bp)
