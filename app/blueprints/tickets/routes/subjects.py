"""Subjects to choose from, as somebody types."""

from flask import Blueprint, request

from app.blueprints.tickets import queries
from app.core import web

bp = Blueprint("subjects", __name__, url_prefix="/tickets/subjects/options")


@bp.get("")
def index():
    text = request.args.get("q", "") or request.args.get("subject", "")
    found = queries.subjects_like(text)
    return web.fragment("tickets/_subjects.html", subjects=found, heading="Subjects")
