"""Colleagues to choose from, as somebody types."""

from flask import Blueprint, request

from app.blueprints.accounts import queries
from app.core import web

bp = Blueprint("colleagues", __name__, url_prefix="/colleagues/options")


@bp.get("")
def index():
    people = queries.colleagues_like(request.args.get("q", "")[:80])
    return web.fragment("accounts/colleagues/_options.html", people=people, heading="Colleagues")
