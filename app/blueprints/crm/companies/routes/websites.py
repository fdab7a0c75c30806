"""A company that is there already, completed from its website field by field."""

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app.blueprints.crm.companies import tabs
from app.blueprints.crm.companies.forms import GROUPS
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.companies.website import found, reading
from app.core import tenancy, web
from app.core.access import require
from app.core.fetch import Unreadable

bp = Blueprint("websites", __name__, url_prefix="/<id:company_id>/website")
CARD = "crm/companies/website/_card.html"
PANEL = "crm/companies/details/_panel.html"


@bp.get("")
def new(company_id: int):
    company = tenancy.find(Company, company_id)
    require("company.edit", company)
    return _shown(company, company.website)


@bp.post("")
def create(company_id: int):
    company = tenancy.find(Company, company_id)
    require("company.edit", company)
    address, now = request.form.get("website", ""), found.of_company(company)
    try:
        facts = reading.read(address, for_=current_user)
    except Unreadable as problem:
        return _shown(company, address, status=422, problem=str(problem))
    offers = found.offers(found.good_values(facts, company.country), now)
    return _shown(company, address, offers=offers, was_read=True)


@bp.post("/values")
def update(company_id: int):
    company = tenancy.find(Company, company_id, lock=True)
    require("company.edit", company)
    changes = company.change(found.accepted(), by=current_user)
    count = len(changes)
    message = f"{count} {'field' if count == 1 else 'fields'} filled from the website"
    to = url_for("companies.details.index", company_id=company.id)
    return web.redirect_to(to, message=message if count else "Nothing was chosen")


def _shown(company: Company, address: str | None, *, status: int = 200, **shown) -> Response:
    context = {"address": address, "website_card": True, **shown}
    if web.is_htmx():
        return web.fragment(CARD, status=status, company=company, **context)
    return tabs.show(company, "details", PANEL, status=status, groups=GROUPS, **context)
