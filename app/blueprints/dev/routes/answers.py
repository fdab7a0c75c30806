"""Answers on demand, to see how the page takes them."""

from flask import Blueprint, abort

from app.core import web

bp = Blueprint("answers", __name__)


@bp.post("/answers/<int:status>")
def create(status):
    if status >= 400:
        abort(status)
    web.toast("Ticket closed")
    return web.nothing()
