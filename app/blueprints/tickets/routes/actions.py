"""What people did about a ticket: added to its timeline, edited in place."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.files.queries import files_of
from app.blueprints.tickets import actions as verbs
from app.blueprints.tickets import queries
from app.blueprints.tickets.forms import ActionForm, NewActionForm
from app.blueprints.tickets.routes import screens
from app.core.access import allow, require
from app.core.submissions import once
from app.core.uploads import takes_files

bp = Blueprint("actions", __name__, url_prefix="/tickets/<id:number>/actions")
ONE, FORM = "tickets/actions/_action.html", "tickets/actions/_edit.html"


@bp.post("")
@takes_files
@allow("ticket.edit")
@once
def create(number: int):
    ticket = queries.find_ticket(number, lock=True)
    ticket.require_open()
    form = NewActionForm()
    if not form.validate():
        return screens.show(ticket, status=422, form=form)
    verbs.add_action(ticket, form.values(), form.files.uploads, by=current_user)
    return screens.changed(ticket, "Action added")


@bp.get("/<id:action_number>")
def show(number: int, action_number: int):
    ticket = queries.find_ticket(number)
    action = queries.find_action(ticket, action_number)
    return screens.one(ticket, ONE, action=action, files=files_of([action]))


@bp.get("/<id:action_number>/edit")
def edit(number: int, action_number: int):
    ticket = queries.find_ticket(number)
    action = queries.find_action(ticket, action_number)
    require("action.edit", action)
    ticket.require_open()
    return screens.one(ticket, FORM, action=action, edited=ActionForm(action))


@bp.post("/<id:action_number>")
@bp.patch("/<id:action_number>")
def update(number: int, action_number: int):
    ticket = queries.find_ticket(number, lock=True)
    action = queries.find_action(ticket, action_number)
    require("action.edit", action)
    ticket.require_open()
    form = ActionForm(action)
    if not form.validate() or form.is_stale:
        return screens.one(ticket, FORM, status=422, action=action, edited=form)
    verbs.edit_action(action, form.values(), by=current_user)
    return screens.saved_action(ticket, action)
