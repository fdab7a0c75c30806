"""Subjects to choose from, as somebody types."""

from flask import Blueprint, request

from app.blueprints.tickets import queries
from app.core import web

bp = Blueprint("subject_options", __name__, url_prefix="/tickets/subjects/options")


@bp.get("")
def index():
    typed = (request.args.get(name, "") for name in ("q", "subject", "name"))
    text = next((text for text in typed if text), "")
    found = queries.subjects_like(text)
    return web.fragment("tickets/_subjects.html", subjects=found, heading="Subjects")
