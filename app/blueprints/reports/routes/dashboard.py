"""My day: the page after signing in."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.reports import queries
from app.blueprints.reports.routes.panels import PANELS
from app.core import clock, web

bp = Blueprint("dashboard", __name__, url_prefix="/dashboard")


@bp.get("")
def index():
    return web.page(
        "reports/dashboard.html",
        panels=PANELS,
        steps=queries.first_steps(),
        today=clock.today(current_user.time_zone),
    )
