"""Watching a company, and no longer."""

from flask import Blueprint, Response, url_for
from flask_login import current_user

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.watches import actions
from app.core import tenancy, web

bp = Blueprint("company_watches", __name__, url_prefix="/companies/<id:company_id>/watch")


@bp.post("")
def create(company_id: int):
    company = tenancy.find(Company, company_id)
    actions.watch(company, current_user)
    return _changed(company, f"You hear of {company.name} now", is_watched=True)


@bp.delete("")
@bp.post("/deletion")
def destroy(company_id: int):
    company = tenancy.find(Company, company_id)
    actions.unwatch(company, current_user)
    return _changed(company, f"You no longer watch {company.name}", is_watched=False)


def _changed(company: Company, message: str, *, is_watched: bool) -> Response:
    to = url_for("companies.details.index", company_id=company.id)
    context = {"company": company, "is_watched": is_watched}
    return web.saved("crm/watches/_watch.html", to=to, message=message, **context)
