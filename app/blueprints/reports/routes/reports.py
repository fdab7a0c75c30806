"""The page of reports: filters above, figures below, each of which loads by itself."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.reports.queries.filters import filter_choices
from app.blueprints.reports.routes.figures import FIGURES
from app.blueprints.reports.scope import scope_of
from app.core import web
from app.core.access import allow

bp = Blueprint("reports", __name__, url_prefix="/reports")


@bp.get("")
@allow("reports")
def index():
    scope = scope_of(request.args, current_user.agency.time_zone)
    part = "figures" if web.is_for("report-figures") else "reports"
    template, status = f"reports/_{part}.html", 422 if scope.error else 200
    context = {"scope": scope, "figures": FIGURES, **filter_choices(scope)}
    return web.page("reports/reports.html", part=template, status=status, **context)
