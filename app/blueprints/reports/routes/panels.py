"""The panels of My day, each a fragment of its own."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.activities.queries import due_reminders
from app.blueprints.reports import queries
from app.core import web

bp = Blueprint("panels", __name__, url_prefix="/dashboard")
PANELS = {
    "reminders": ("Reminders", lambda: {"reminders": due_reminders(current_user)}),
    "tickets": ("My open tickets", lambda: queries.my_open_tickets(current_user)),
    "quiet": ("Gone quiet", lambda: {"companies": queries.quiet_companies(current_user)}),
    "recent": ("Recent activity", lambda: {"events": queries.recent_events()}),
}


@bp.get("/<any(reminders, tickets, quiet, recent):name>")
def show(name):
    title, context = PANELS[name]
    return web.fragment(
        f"reports/panels/_{name}.html",
        inside="layouts/shell.html",
        heading=f"My day: {title}",
        title=title,
        **context(),
    )
