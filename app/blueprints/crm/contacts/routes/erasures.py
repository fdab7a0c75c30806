"""Erasing a person, after typing the full name; afterwards, what is left to check by hand."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.blueprints.crm.contacts import erasure
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.contacts.queries import find_contact, find_erasable
from app.core import web
from app.core.access import allow

bp = Blueprint("erasures", __name__, url_prefix="/<id:contact_id>/erasure")
FORM, DONE = "crm/contacts/erasures/new.html", "crm/contacts/erasures/show.html"


@bp.get("")
@allow("contact.erase")
def show(company_id: int, contact_id: int):
    contact = find_contact(company_id, contact_id, deleted=True)
    if contact.erased_at:
        return web.page(DONE, contact=contact, to_check=erasure.what_to_check(contact))
    return _form(find_erasable(company_id, contact_id))


@bp.post("")
@allow("contact.erase")
def create(company_id: int, contact_id: int):
    contact = find_erasable(company_id, contact_id, lock=True)
    if request.form.get("confirm", "").split() != contact.name.split():
        return _form(contact, status=422, is_wrong=True)
    erasure.erase(contact, by=current_user)
    at = {"company_id": company_id, "contact_id": contact_id}
    return web.redirect_to(url_for("contacts.erasures.show", **at), message="Person erased")


def _form(contact: Contact, *, status: int = 200, is_wrong: bool = False):
    people = [contact, *erasure.merged_into(contact)]
    found = erasure.mentions(contact, people)
    return web.page(FORM, status=status, contact=contact, to_check=found, is_wrong=is_wrong)
