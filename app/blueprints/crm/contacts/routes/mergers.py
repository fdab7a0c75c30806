"""Merging two contacts of a company: first which, then what of each stays."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.crm.contacts import mergers
from app.blueprints.crm.contacts.merger_form import MergerForm
from app.blueprints.crm.contacts.queries import find_contact, others_beside
from app.blueprints.crm.contacts.routes import screens
from app.core import web
from app.core.access import require
from app.core.forms import to_id

bp = Blueprint("mergers", __name__, url_prefix="/<id:contact_id>/merger")
CHOICE, FORM = "crm/contacts/mergers/new.html", "crm/contacts/mergers/edit.html"


@bp.get("")
def new(company_id: int, contact_id: int):
    contact = find_contact(company_id, contact_id)
    require("contact.delete", contact)
    if not request.args.get("other_id"):
        return web.page(CHOICE, contact=contact, others=others_beside(contact))
    kept, other = mergers.pair(company_id, contact_id, to_id(request.args["other_id"]))
    return web.page(FORM, contact=kept, form=MergerForm(kept, other))


@bp.post("")
def create(company_id: int, contact_id: int):
    if not request.form.get("other_id"):
        return new(company_id, contact_id)
    other_id = to_id(request.form["other_id"])
    kept, other = mergers.pair(company_id, contact_id, other_id, lock=True)
    require("contact.delete", kept)
    form = MergerForm(kept, other)
    if not form.validate():
        return web.page(FORM, status=422, contact=kept, form=form)
    mergers.merge(kept, other, form.values(), by=current_user)
    return web.redirect_to(screens.page_url(kept), message=f"{other.name} merged into this contact")
