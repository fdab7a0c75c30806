"""Deleting a contact, after typing the name."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.crm.contacts import actions
from app.blueprints.crm.contacts.queries import find_contact
from app.blueprints.crm.contacts.routes import screens
from app.core import web
from app.core.access import require

bp = Blueprint("deletions", __name__, url_prefix="/<id:contact_id>/deletion")
DIALOG, PAGE = "crm/contacts/_deletion.html", "crm/contacts/deletion.html"


@bp.get("")
def new(company_id: int, contact_id: int):
    contact = find_contact(company_id, contact_id)
    require("contact.delete", contact)
    return web.fragment(DIALOG, inside=PAGE, contact=contact)


@bp.post("")
def create(company_id: int, contact_id: int):
    contact = find_contact(company_id, contact_id, lock=True)
    require("contact.delete", contact)
    if request.form.get("confirm", "").split() != contact.name.split():
        return web.invalid(DIALOG, inside=PAGE, contact=contact, is_wrong=True)
    actions.delete_contact(contact, by=current_user)
    return screens.deleted(contact)
