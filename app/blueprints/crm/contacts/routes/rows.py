"""A contact as a row of the table: read, as a form, and saved."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.crm.contacts import actions
from app.blueprints.crm.contacts.forms import ContactForm
from app.blueprints.crm.contacts.queries import find_contact
from app.blueprints.crm.contacts.routes import screens
from app.core.access import allow

bp = Blueprint("rows", __name__, url_prefix="/<id:contact_id>")


@bp.get("/row")
def show(company_id: int, contact_id: int):
    contact = find_contact(company_id, contact_id)
    return screens.row(contact.company, contact, was_edited=True)


@bp.get("/edit")
@allow("contact.edit")
def edit(company_id: int, contact_id: int):
    contact = find_contact(company_id, contact_id)
    return screens.row_form(contact.company, contact, ContactForm(contact.company, contact))


@bp.post("")
@bp.patch("")
@allow("contact.edit")
def update(company_id: int, contact_id: int):
    contact = find_contact(company_id, contact_id, lock=True)
    form = ContactForm(contact.company, contact)
    if not form.validate() or form.is_stale:
        return screens.row_form(contact.company, contact, form, status=422)
    former = actions.change_contact(contact, form.values(), by=current_user)
    return screens.changed(contact.company, contact, former)
