"""My day and the reports: queries over the other domains, no tables."""

from flask import Flask

from app.blueprints.reports.routes import bp
from app.core.context import offer_place


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    offer_place("dashboard", "My day", "/dashboard", "calendar-days", order=10)
    offer_place("reports", "Reports", "/reports", "activity", permission="reports", order=65)
