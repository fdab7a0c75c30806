from flask import Blueprint

from app.blueprints.activities.routes import (
    calendars,
    completions,
    deletions,
    entries,
    feeds,
    meetings,
    people,
    reminders,
    restorations,
    snoozes,
    timeline,
)

bp = Blueprint("activities", __name__)
for resource in (
    timeline, entries, deletions, people, reminders, completions, snoozes, restorations,
    calendars, feeds, meetings,
):  # fmt: skip
    bp.register_blueprint(resource.bp)
