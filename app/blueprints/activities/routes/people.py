"""The attendee picker's suggestions."""

from flask import Blueprint, request

from app.blueprints.activities.people import SHORTEST, people_matching
from app.blueprints.crm.companies.models import Company
from app.core import tenancy, web

bp = Blueprint("people", __name__, url_prefix="/companies/<id:company_id>/people")


@bp.get("")
def index(company_id):
    company = tenancy.find(Company, company_id)
    text, kind = request.args.get("q", ""), request.args.get("kind", "all")
    return web.fragment(
        "activities/people/_options.html",
        people=people_matching(company, text, kind=kind),
        is_too_short=len(text.strip()) < SHORTEST,
    )
