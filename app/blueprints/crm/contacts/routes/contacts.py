"""The Contacts tab, adding on top of it, and the contact's page."""

from flask import Blueprint, redirect
from flask_login import current_user

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts import actions
from app.blueprints.crm.contacts.forms import ContactForm
from app.blueprints.crm.contacts.queries import find_heir
from app.blueprints.crm.contacts.routes import screens
from app.core import tenancy
from app.core.access import allow
from app.core.submissions import once

bp = Blueprint("contacts", __name__)


@bp.get("")
def index(company_id: int):
    return screens.tab(tenancy.find(Company, company_id))


@bp.get("/new")
@allow("contact.edit")
def new(company_id: int):
    company = tenancy.find(Company, company_id)
    return screens.new_form(company, ContactForm(company))


@bp.post("")
@allow("contact.edit")
@once
def create(company_id: int):
    company = tenancy.find(Company, company_id)
    form = ContactForm(company)
    if not form.validate():
        return screens.new_form(company, form, status=422)
    contact = actions.add_contact(company, form.values(), by=current_user)
    return screens.added(company, contact)


@bp.get("/<id:contact_id>")
def show(company_id: int, contact_id: int):
    contact = find_heir(company_id, contact_id)
    if contact.id != contact_id:
        return redirect(screens.page_url(contact))
    return screens.page(contact)
