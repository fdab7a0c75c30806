"""Documents that the worker makes: asked for, watched on a panel that polls itself, downloaded."""

from flask import Flask

from app.blueprints.crm.companies import header
from app.blueprints.crm.contacts import holdings
from app.blueprints.exports import jobs  # noqa: F401 — registers the outbox kinds
from app.blueprints.exports.holding import HOLDING
from app.blueprints.exports.routes import bp, sheets
from app.blueprints.notifications import kinds
from app.core.context import offer_place


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.register_blueprint(sheets.bp)
    header.offer("exports/companies/_documents.html", order=90)
    holdings.offer("exports", HOLDING)
    kinds.offer(
        "export", "An export is ready or failed", icon="download", delivery=kinds.OFF, order=50
    )
    offer_place("exports", "Exports", "/exports", "download", order=80)
