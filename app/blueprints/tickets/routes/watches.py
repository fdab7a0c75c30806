"""Watching a ticket, and no longer."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.tickets import actions, queries
from app.blueprints.tickets.routes import screens

bp = Blueprint("watches", __name__, url_prefix="/tickets/<id:number>/watch")


@bp.post("")
def create(number: int):
    ticket = queries.find_ticket(number)
    actions.watch(ticket, current_user)
    return screens.changed(ticket, "You hear of every change now")


@bp.delete("")
@bp.post("/deletion")
def destroy(number: int):
    ticket = queries.find_ticket(number)
    actions.unwatch(ticket, current_user)
    return screens.changed(ticket, "You no longer watch this ticket")
