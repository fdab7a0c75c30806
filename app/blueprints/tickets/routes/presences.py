"""Who else is at a ticket: asked every few seconds by its page."""

from flask import Blueprint

from app.blueprints.tickets.presence import others_at
from app.core import web

bp = Blueprint("presences", __name__, url_prefix="/tickets/<id:number>/presence")


@bp.get("")
def show(number: int):
    return web.fragment("tickets/_presence.html", names=others_at(number), heading="Also here")
