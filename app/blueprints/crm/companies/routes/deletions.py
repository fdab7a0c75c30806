"""Deleting a company, after typing its name."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.blueprints import bin
from app.blueprints.crm.companies.models import Company
from app.core import tenancy, web
from app.core.access import require

bp = Blueprint("deletions", __name__, url_prefix="/<id:company_id>/deletion")
DIALOG, PAGE = "crm/companies/_deletion.html", "crm/companies/deletion.html"


@bp.get("")
def new(company_id: int):
    company = tenancy.find(Company, company_id)
    require("company.delete", company)
    along = bin.what_goes_along(company)
    return web.fragment(DIALOG, inside=PAGE, company=company, along=along)


@bp.post("")
def create(company_id: int):
    company = tenancy.find(Company, company_id, lock=True)
    require("company.delete", company)
    if request.form.get("confirm", "").split() != company.name.split():
        along = bin.what_goes_along(company)
        return web.invalid(DIALOG, inside=PAGE, company=company, along=along, is_wrong=True)
    name, to = company.name, url_for("companies.companies.index")
    bin.put(company, by=current_user)
    return web.redirect_to(to, message=f"{name} deleted. An admin can restore it for 30 days.")
