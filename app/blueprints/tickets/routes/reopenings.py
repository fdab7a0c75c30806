"""A closed ticket becomes editable again: by an admin who says why."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.tickets import actions, queries
from app.blueprints.tickets.forms import ReopeningForm
from app.blueprints.tickets.routes import screens
from app.core.access import allow

bp = Blueprint("reopenings", __name__, url_prefix="/tickets/<id:number>/reopening")


@bp.get("")
@allow("ticket.reopen")
def new(number: int):
    return screens.show(queries.find_ticket(number), reopening=ReopeningForm())


@bp.post("")
@allow("ticket.reopen")
def create(number: int):
    ticket = queries.find_ticket(number, lock=True)
    form = ReopeningForm()
    if not form.validate():
        return screens.show(ticket, status=422, reopening=form)
    actions.reopen_ticket(ticket, form.reason.data, by=current_user)
    return screens.changed(ticket, "Ticket reopened", was_reopened=True)
