"""Whether the visitor reads timelines with the newest or the oldest first; remembered."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.tickets import queries
from app.blueprints.tickets.routes import screens

bp = Blueprint("orders", __name__, url_prefix="/tickets/<id:number>/order")


@bp.post("")
def update(number: int):
    ticket = queries.find_ticket(number)
    current_user.reads_oldest_first = bool(request.form.get("oldest_first"))
    return screens.changed(ticket)
