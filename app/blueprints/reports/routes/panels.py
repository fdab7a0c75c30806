"""The panels of My day, each a fragment of its own."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.activities.queries import due_reminders
from app.blueprints.reports.queries import day
from app.core import web

bp = Blueprint("panels", __name__, url_prefix="/dashboard")
PANELS = {
    "reminders": ("Reminders", lambda: {"reminders": due_reminders(current_user)}),
    "tickets": ("My open tickets", lambda: day.my_open_tickets(current_user)),
    "unassigned": ("Nobody's tickets", day.unassigned_tickets),
    "new": ("New since your last visit", lambda: day.new_tickets(current_user)),
    "pipeline": ("Pipeline", day.pipeline),
    "quiet": ("Gone quiet", lambda: {"companies": day.quiet_companies(current_user)}),
    "recent": ("Recent activity", lambda: {"events": day.recent_events()}),
}


@bp.get(f"/<any({', '.join(PANELS)}):name>")
def show(name):
    title, context = PANELS[name]
    return web.fragment(
        f"reports/panels/_{name}.html",
        inside="layouts/shell.html",
        heading=f"My day: {title}",
        title=title,
        **context(),
    )
