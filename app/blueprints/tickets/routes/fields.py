"""One field of a ticket, changed where it is shown."""

from flask import Blueprint, abort
from flask_login import current_user

from app.blueprints.tickets import actions, queries
from app.blueprints.tickets.forms import FIELD_FORMS
from app.blueprints.tickets.routes import screens
from app.core.access import allow

bp = Blueprint("fields", __name__, url_prefix="/tickets/<id:number>")


@bp.post(f"/<any({', '.join(FIELD_FORMS)}):name>")
@bp.patch(f"/<any({', '.join(FIELD_FORMS)}):name>")
@allow("ticket.edit")
def update(number: int, name: str):
    ticket = queries.find_ticket(number, lock=True)
    ticket.require_open()
    form = FIELD_FORMS[name](ticket)
    if not form.validate():
        abort(400, "Choose one from the list.")
    screens.require_fresh(ticket, form)
    values = form.values()
    screens.require_handing_over(ticket, values)
    actions.change_ticket(ticket, values, by=current_user)
    return screens.changed(ticket, f"{form.title} changed")
