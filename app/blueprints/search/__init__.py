"""The search: one box over everything that the agency keeps."""

from flask import Flask

from app.blueprints.crm.contacts import holdings
from app.blueprints.search import jobs  # noqa: F401 — registers what the worker does
from app.blueprints.search.commands import search
from app.blueprints.search.holding import HOLDING
from app.blueprints.search.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.cli.add_command(search)
    holdings.offer("search", HOLDING)
    app.jinja_env.globals["has_search"] = True
