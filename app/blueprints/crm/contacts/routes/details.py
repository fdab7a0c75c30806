"""The fields on a contact's page: read, as a form, and saved."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.crm.contacts import actions
from app.blueprints.crm.contacts.forms import ContactForm
from app.blueprints.crm.contacts.queries import find_contact
from app.blueprints.crm.contacts.routes import screens
from app.core.access import allow

bp = Blueprint("details", __name__, url_prefix="/<id:contact_id>/details")


@bp.get("")
def show(company_id: int, contact_id: int):
    return screens.details(find_contact(company_id, contact_id), was_edited=True)


@bp.get("/edit")
@allow("contact.edit")
def edit(company_id: int, contact_id: int):
    contact = find_contact(company_id, contact_id)
    return screens.details(contact, form=ContactForm(contact.company, contact))


@bp.post("")
@bp.patch("")
@allow("contact.edit")
def update(company_id: int, contact_id: int):
    contact = find_contact(company_id, contact_id, lock=True)
    form = ContactForm(contact.company, contact)
    if not form.validate() or form.is_stale:
        return screens.details(contact, form=form, status=422)
    actions.change_contact(contact, form.values(), by=current_user)
    return screens.details_saved(contact)
