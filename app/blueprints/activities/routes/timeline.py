"""The Activity tab of a company."""

from flask import Blueprint, request

from app.blueprints.activities.routes import screens
from app.blueprints.activities.timeline import timeline
from app.blueprints.activities.wanted import Wanted
from app.blueprints.crm.companies.models import Company
from app.core import tenancy

bp = Blueprint("timeline", __name__, url_prefix="/companies/<id:company_id>/activity")


@bp.get("")
def index(company_id):
    company = tenancy.find(Company, company_id)
    page = timeline(company, Wanted.from_args(request.args), request.args.get("after"))
    return screens.activity_tab(company, page)
