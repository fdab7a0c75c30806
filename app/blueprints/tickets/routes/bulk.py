"""Assignee and priority of many tickets, or their end: those that were ticked, or all that the filter
shows."""

from flask import Blueprint, abort, request
from flask_login import current_user

from app.blueprints.tickets import bulk, listing
from app.blueprints.tickets.forms import BulkForm
from app.core import web
from app.core.access import allow

bp = Blueprint("bulk", __name__, url_prefix="/tickets/bulk")


@bp.post("")
@allow("ticket.edit")
def create():
    form = BulkForm()
    if not form.validate():
        abort(400, "Choose an assignee or a priority from the list.")
    chosen = listing.LISTING.chosen(listing.TICKET_ROWS, request.form)
    done = bulk.change_tickets(chosen, form.changes(), by=current_user)
    return web.redirect_to(web.here(), message=done.message)
