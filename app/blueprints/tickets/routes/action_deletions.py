"""Deleting an action, after typing its number."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.tickets import actions, queries
from app.blueprints.tickets.routes import screens
from app.blueprints.tickets.routes.deletions import typed_number
from app.core import web
from app.core.access import allow

address = "/tickets/<id:number>/actions/<id:action_number>/deletion"
bp = Blueprint("action_deletions", __name__, url_prefix=address)
DIALOG, PAGE = "tickets/actions/_deletion.html", "tickets/deletion.html"


@bp.get("")
@allow("ticket.delete")
def new(number: int, action_number: int):
    ticket = queries.find_ticket(number)
    action = queries.find_action(ticket, action_number)
    ticket.require_open()
    return web.fragment(DIALOG, inside=PAGE, ticket=ticket, action=action)


@bp.post("")
@allow("ticket.delete")
def create(number: int, action_number: int):
    ticket = queries.find_ticket(number, lock=True)
    action = queries.find_action(ticket, action_number)
    ticket.require_open()
    if typed_number() != str(action_number):
        return web.invalid(DIALOG, inside=PAGE, ticket=ticket, action=action, is_wrong=True)
    actions.delete_action(action, by=current_user)
    return screens.left(ticket, f"Action #{action_number} deleted. It can be restored for 30 days.")
