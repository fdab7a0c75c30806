"""A company's stage: moving it to another one, or first being asked why."""

from flask import Blueprint, abort
from flask_login import current_user

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.pipeline.forms import move_form
from app.blueprints.crm.pipeline.routes import screens
from app.core import tenancy
from app.core.access import require

bp = Blueprint("stages", __name__, url_prefix="/companies/<id:company_id>/stage")


@bp.get("")
def edit(company_id: int):
    company = tenancy.find(Company, company_id)
    require("company.edit", company)
    form = move_form(company)
    if not form.is_closing:
        abort(400, "Choose how it is closed: won or lost.")
    return screens.closing(company, form)


@bp.post("")
def create(company_id: int):
    company = tenancy.find(Company, company_id, lock=True)
    require("company.edit", company)
    form = move_form(company)
    if not form.names_a_stage:
        abort(400, "Choose a stage from the list.")
    screens.refuse_stale(company, form)
    if not form.is_complete:
        return screens.closing(company, form)
    return screens.moved(company, form.move(company, by=current_user))
