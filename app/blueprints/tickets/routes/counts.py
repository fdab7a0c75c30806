"""The toggles of a list with how many each would show: asked for when the list is there, so that
nobody waits for the counting."""

from flask import Blueprint, request, url_for

from app.blueprints.crm.companies.models import Company
from app.blueprints.tickets import listing
from app.core import tenancy, web

bp = Blueprint("counts", __name__)
TOGGLES = "tickets/_toggles.html"


@bp.get("/tickets/counts")
def index():
    page = listing.state_of(request.args, url_for("tickets.tickets.index"))
    return web.fragment(TOGGLES, page=page, counts=listing.toggle_counts(page))


@bp.get("/companies/<id:company_id>/tickets/counts")
def show(company_id: int):
    company = tenancy.find(Company, company_id)
    path = url_for("tickets.company.index", company_id=company_id)
    page = listing.state_of(request.args, path)
    counts = listing.toggle_counts(page, company)
    return web.fragment(TOGGLES, page=page, company=company, counts=counts)
