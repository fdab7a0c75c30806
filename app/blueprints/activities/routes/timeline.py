"""The Activity tab of a company."""

from flask import Blueprint, request

from app.blueprints.activities.routes import screens
from app.blueprints.activities.timeline import timeline
from app.blueprints.crm.companies.models import Company
from app.core import tenancy, web

bp = Blueprint("timeline", __name__, url_prefix="/companies/<id:company_id>/activity")


@bp.get("")
def index(company_id):
    company = tenancy.find(Company, company_id)
    after = request.args.get("after")
    if after and web.is_htmx():
        page = timeline(company, after)
        return web.fragment("activities/timeline/_items.html", company=company, page=page)
    return screens.activity_tab(company, timeline(company, after))
