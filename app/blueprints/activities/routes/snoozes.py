"""Not now: a day, a week, or until a date."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.activities.forms import SnoozeForm
from app.blueprints.activities.queries import find_reminder
from app.blueprints.activities.routes import reminder_screens as screens
from app.core import context
from app.core.access import require

bp = Blueprint("snoozes", __name__, url_prefix="/reminders/<id:reminder_id>/snooze")


@bp.get("")
def new(reminder_id):
    reminder = find_reminder(reminder_id)
    require("reminder.edit", reminder)
    return screens.snooze_form(reminder, SnoozeForm())


@bp.post("")
def create(reminder_id):
    reminder = find_reminder(reminder_id)
    require("reminder.edit", reminder)
    form = SnoozeForm()
    if not form.validate():
        return screens.snooze_form(reminder, form)
    reminder.snooze(form.day_for(reminder), by=current_user)
    return screens.listed(f"Snoozed until {context.exact(reminder.remind_at)}")
