"""Taking back that a reminder was deleted."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.activities.queries import find_reminder
from app.blueprints.activities.routes import reminder_screens as screens
from app.core.access import require

bp = Blueprint("restorations", __name__, url_prefix="/reminders/<id:reminder_id>/restoration")


@bp.post("")
def create(reminder_id):
    reminder = find_reminder(reminder_id, deleted=True)
    require("reminder.edit", reminder)
    reminder.restore(by=current_user)
    return screens.listed("Reminder restored")
