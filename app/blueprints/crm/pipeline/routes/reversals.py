"""Taking back a move that was a slip."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.pipeline import queries
from app.blueprints.crm.pipeline.routes import screens
from app.core import tenancy
from app.core.access import require

bp = Blueprint(
    "reversals", __name__, url_prefix="/companies/<id:company_id>/moves/<id:move_id>/reversal"
)


@bp.post("")
def create(company_id: int, move_id: int):
    company = tenancy.find(Company, company_id, lock=True)
    require("company.edit", company)
    company.take_back(queries.move_of(company, move_id), by=current_user)
    return screens.changed(company, f"{company.name} is back in {company.status_label}")
