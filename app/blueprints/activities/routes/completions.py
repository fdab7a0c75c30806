"""Done, and not done after all."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.activities.queries import find_reminder
from app.blueprints.activities.routes import reminder_screens as screens
from app.core.access import require

bp = Blueprint("completions", __name__, url_prefix="/reminders/<id:reminder_id>/completion")


@bp.post("")
def create(reminder_id):
    reminder = find_reminder(reminder_id)
    require("reminder.edit", reminder)
    reminder.complete(by=current_user)
    return screens.listed("Reminder done", undo="activities.completions.destroy", of=reminder)


@bp.post("/undo")
@bp.delete("")
def destroy(reminder_id):
    reminder = find_reminder(reminder_id)
    require("reminder.edit", reminder)
    reminder.reopen(by=current_user)
    return screens.listed("Reminder open again")
