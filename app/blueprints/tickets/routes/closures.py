from flask import Blueprint
from flask_login import current_user

from app.blueprints.tickets import actions, queries
from app.blueprints.tickets.routes import screens
from app.core.access import allow

bp = Blueprint("closures", __name__, url_prefix="/tickets/<id:number>/closure")


@bp.post("")
@allow("ticket.edit")
def create(number: int):
    ticket = queries.find_ticket(number, lock=True)
    actions.close_ticket(ticket, by=current_user)
    return screens.changed(ticket, "Ticket closed")
