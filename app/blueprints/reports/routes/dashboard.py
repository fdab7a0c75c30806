"""My day: the page after signing in."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.reports.queries.first_steps import first_steps
from app.blueprints.reports.routes.panels import PANELS
from app.core import clock, web

bp = Blueprint("dashboard", __name__, url_prefix="/dashboard")


@bp.get("")
def index():
    current_user.visit()
    return web.page(
        "reports/dashboard.html",
        panels=PANELS,
        steps=first_steps(current_user),
        today=clock.today(current_user.time_zone),
    )
