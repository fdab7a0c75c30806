"""Saved views: the filters and the sort of a list under a name, for one colleague or for all."""

from flask import Flask, request
from flask_login import current_user

from app.blueprints.views import queries
from app.blueprints.views.lists import offer
from app.blueprints.views.routes import bp

__all__ = ["offer"]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals["opened_view"] = opened_view


def opened_view(key: str, query: str) -> str | None:
    """The name of the view that this list was opened with."""
    return queries.opened(key, request.args.get("view"), query, current_user)
