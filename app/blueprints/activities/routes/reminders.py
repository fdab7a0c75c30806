"""The list of reminders, and changing or deleting one."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.activities.forms import ReminderForm
from app.blueprints.activities.queries import find_reminder
from app.blueprints.activities.reminder_list import reminders_shown, whose_choices
from app.blueprints.activities.routes import reminder_screens as screens
from app.core import web
from app.core.access import require

bp = Blueprint("reminders", __name__, url_prefix="/reminders")


@bp.get("")
def index():
    shown = reminders_shown(request.args, request.path)
    return web.page(
        "activities/reminders/index.html",
        part="activities/reminders/_list.html",
        shown=shown,
        whose=whose_choices(),
    )


@bp.get("/<id:reminder_id>")
def show(reminder_id):
    return screens.row(find_reminder(reminder_id))


@bp.get("/<id:reminder_id>/edit")
def edit(reminder_id):
    reminder = find_reminder(reminder_id)
    require("reminder.edit", reminder)
    return screens.form(reminder, ReminderForm(reminder))


@bp.post("/<id:reminder_id>")
@bp.patch("/<id:reminder_id>")
def update(reminder_id):
    reminder = find_reminder(reminder_id)
    require("reminder.edit", reminder)
    form = ReminderForm(reminder)
    if not form.validate():
        return screens.form(reminder, form)
    reminder.move(form.reminder, by=current_user)
    return screens.listed("Reminder changed")


@bp.post("/<id:reminder_id>/deletion")
@bp.delete("/<id:reminder_id>")
def destroy(reminder_id):
    reminder = find_reminder(reminder_id)
    require("reminder.edit", reminder)
    reminder.delete(by=current_user)
    return screens.listed("Reminder deleted", undo="activities.restorations.create", of=reminder)
