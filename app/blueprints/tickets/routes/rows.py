"""One row of a list, and its status changed from there."""

from flask import Blueprint, abort, url_for
from flask_login import current_user

from app.blueprints.tickets import actions, listing, queries
from app.blueprints.tickets.forms import StatusForm
from app.core import web
from app.core.access import allow

bp = Blueprint("rows", __name__, url_prefix="/tickets/<id:number>/row")
ROW = "tickets/_row.html"


@bp.get("")
def show(number: int):
    return web.fragment(ROW, inside="tickets/row.html", row=listing.row_of(number))


@bp.post("")
@bp.patch("")
@allow("ticket.edit")
def update(number: int):
    ticket = queries.find_ticket(number, lock=True)
    ticket.require_open()
    form = StatusForm(ticket)
    if not form.validate():
        abort(400, "Choose a status from the list.")
    actions.change_ticket(ticket, form.values(), by=current_user)
    message = f"#{number} is now {ticket.status_label}"
    to = url_for("tickets.tickets.index")
    return web.saved(ROW, to=to, message=message, row=listing.row_from(ticket))
