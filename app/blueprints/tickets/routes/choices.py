"""The form again with the choices that follow from what was chosen; nothing is saved."""

from flask import Blueprint

from app.blueprints.tickets import queries
from app.blueprints.tickets.forms import NewTicketForm, TicketForm
from app.core import web
from app.core.access import allow

bp = Blueprint("choices", __name__, url_prefix="/tickets")
PART = "tickets/choices/create.swap.html"


@bp.post("/choices")
@allow("ticket.edit")
def create():
    return web.fragment(PART, inside="tickets/new.html", form=NewTicketForm())


@bp.post("/<id:number>/choices")
@allow("ticket.edit")
def update(number: int):
    ticket = queries.find_ticket(number)
    return web.fragment(PART, inside="tickets/edit.html", ticket=ticket, form=TicketForm(ticket))
