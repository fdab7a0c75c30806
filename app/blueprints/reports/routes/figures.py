"""One report, a fragment."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.reports.queries import people, sales, tickets
from app.blueprints.reports.scope import scope_of
from app.core import web
from app.core.access import allow

bp = Blueprint("figures", __name__, url_prefix="/reports")
FIGURES = {
    "flow": ("Opened and closed", tickets.opened_and_closed),
    "ages": ("Age of open tickets", tickets.ages),
    "speed": ("How quickly", tickets.speed),
    "categories": ("By category", tickets.by_category),
    "priorities": ("By priority", tickets.by_priority),
    "consultants": ("By consultant", tickets.by_consultant),
    "companies": ("By company", tickets.by_company),
    "suppliers": ("By supplier", tickets.by_supplier),
    "conversion": ("Pipeline conversion", sales.conversion),
    "activities": ("Activities by person", people.activities),
}
NAMES = f"<any({', '.join(FIGURES)}):name>"


@bp.get(f"/{NAMES}")
@allow("reports")
def show(name):
    scope, figure = asked(name)
    title = FIGURES[name][0]
    context = {"name": name, "title": title, "scope": scope, "figure": figure}
    return web.fragment("reports/figures/_figure.html", heading=f"Report: {title}", **context)


def asked(name):
    scope = scope_of(request.args, current_user.agency.time_zone)
    return scope, FIGURES[name][1](scope)
