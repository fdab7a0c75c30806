"""Deleting a ticket, after typing its number."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.blueprints import bin
from app.blueprints.tickets import actions, queries
from app.core import web
from app.core.access import allow

bp = Blueprint("deletions", __name__, url_prefix="/tickets/<id:number>/deletion")
DIALOG, PAGE = "tickets/_deletion.html", "tickets/deletion.html"


@bp.get("")
@allow("ticket.delete")
def new(number: int):
    ticket = queries.find_ticket(number)
    ticket.require_open()
    return web.fragment(DIALOG, inside=PAGE, ticket=ticket, along=bin.what_goes_along(ticket))


@bp.post("")
@allow("ticket.delete")
def create(number: int):
    ticket = queries.find_ticket(number, lock=True)
    ticket.require_open()
    if typed_number() != str(number):
        along = bin.what_goes_along(ticket)
        return web.invalid(DIALOG, inside=PAGE, ticket=ticket, along=along, is_wrong=True)
    actions.delete_ticket(ticket, by=current_user)
    message = f"Ticket #{number} deleted. An admin can restore it for 30 days."
    return web.redirect_to(url_for("tickets.tickets.index"), message=message)


def typed_number() -> str:
    return request.form.get("confirm", "").strip().removeprefix("#")
