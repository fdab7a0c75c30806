"""What the browser gets after something was done with a reminder: the list it stands on reloads."""

from flask import Response, url_for

from app.blueprints.activities.forms import ReminderForm, SnoozeForm
from app.blueprints.activities.models import Reminder
from app.core import web

CHANGED = "reminders-changed"


def listed(message: str, *, undo: str | None = None, of: Reminder | None = None) -> Response:
    """`undo` is the endpoint that takes it back."""
    undo_url = url_for(undo, reminder_id=of.id, _method="POST") if undo and of else None
    if not web.is_htmx():
        return web.redirect_to(_back(), message=message, undo_url=undo_url)
    web.toast(message, undo_url=undo_url)
    web.announce(CHANGED)
    return web.nothing()


def row(reminder: Reminder) -> Response:
    return web.fragment(
        "activities/reminders/_row.html", inside="activities/reminders/show.html", reminder=reminder
    )


def form(reminder: Reminder, filled: ReminderForm) -> Response:
    part = "_form" if filled.errors else "_dialog"
    return _shown(f"activities/reminders/{part}.html", "Edit reminder", reminder, filled)


def snooze_form(reminder: Reminder, filled: SnoozeForm) -> Response:
    part = "_snooze_form" if filled.errors else "_snooze"
    return _shown(f"activities/reminders/{part}.html", "Snooze until", reminder, filled)


def _shown(
    template: str, title: str, reminder: Reminder, filled: ReminderForm | SnoozeForm
) -> Response:
    return web.fragment(
        template,
        inside="activities/reminders/page.html",
        status=422 if filled.errors else 200,
        title=title,
        reminder=reminder,
        form=filled,
        is_snooze=isinstance(filled, SnoozeForm),
    )


def _back() -> str:
    here = web.here()
    return here if here.startswith(("/dashboard", "/companies/", "/reminders?")) else "/reminders"
