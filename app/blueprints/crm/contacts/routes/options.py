"""A company's contacts for a select that follows the chosen company."""

from flask import Blueprint

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.queries import contacts_of
from app.core import tenancy, web

bp = Blueprint("options", __name__, url_prefix="/options")


@bp.get("")
def index(company_id: int):
    company = tenancy.find(Company, company_id)
    contacts = contacts_of(company)
    return web.fragment("crm/contacts/_options.html", contacts=contacts, heading=company.name)
