"""A ticket that nobody has becomes mine."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.tickets.actions import change_ticket
from app.blueprints.tickets.queries import find_ticket
from app.core import web
from app.core.access import allow
from app.core.errors import Conflict

bp = Blueprint("taking", __name__, url_prefix="/dashboard/unassigned")


@bp.post("/<id:number>")
@allow("ticket.edit")
def create(number):
    ticket = find_ticket(number, lock=True)
    web.announce("tickets-changed")
    if ticket.assignee_id is not None:
        raise Conflict(f"{ticket.assignee.name} has ticket #{number} already.")
    change_ticket(ticket, {"assignee": current_user}, by=current_user)
    if not web.is_htmx():
        return web.redirect_to("/dashboard", message=f"Ticket #{number} is yours")
    return web.nothing(f"Ticket #{number} is yours")
