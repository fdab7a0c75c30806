"""The Tickets tab of a company."""

from flask import Blueprint, request

from app.blueprints.crm.companies import tabs
from app.blueprints.crm.companies.models import Company
from app.blueprints.tickets import listing
from app.core import tenancy

bp = Blueprint("company", __name__, url_prefix="/companies/<id:company_id>/tickets")


@bp.get("")
def index(company_id: int):
    company = tenancy.find(Company, company_id)
    page = listing.page_of(request.args, request.path, company)
    return tabs.show(company, "tickets", "tickets/company/_tab.html", page=page)
