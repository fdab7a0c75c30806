"""Importing records from CSV files: upload, match, try, import, report."""

from flask import Flask

from app.blueprints.crm.contacts import holdings
from app.blueprints.imports import jobs  # noqa: F401 — registers what the worker does
from app.blueprints.imports.holding import HOLDING
from app.blueprints.imports.routes import bp
from app.core.context import offer_new


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    holdings.offer("imports", HOLDING)
    offer_new("Import", "/imports/new", "upload", "company.import")
