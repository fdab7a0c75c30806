from flask import Blueprint

from app.blueprints.activities.routes import (
    completions,
    deletions,
    entries,
    people,
    reminders,
    restorations,
    snoozes,
    timeline,
)

bp = Blueprint("activities", __name__)
for resource in (
    timeline, entries, deletions, people, reminders, completions, snoozes, restorations,
):  # fmt: skip
    bp.register_blueprint(resource.bp)
