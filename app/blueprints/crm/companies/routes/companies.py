"""The list, the form for a new company, and the record."""

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from app.blueprints.crm.companies import actions, queries
from app.blueprints.crm.companies.choices import COMPANY_TYPES, INDUSTRIES, STATUSES
from app.blueprints.crm.companies.duplicates import duplicates
from app.blueprints.crm.companies.forms import CompanyForm
from app.blueprints.crm.companies.models import Company
from app.core import tenancy, web
from app.core.access import allow, can
from app.core.submissions import once

bp = Blueprint("companies", __name__)
LABELS = {"type": COMPANY_TYPES, "status": STATUSES, "industry": INDUSTRIES}
FORM, NEW = "crm/companies/_form.html", "crm/companies/new.html"
COLUMNS = {
    "name": "Company",
    "type": "Type",
    "status": "Status",
    "owner": "Owner",
    "ops_team": "Ops team",
    "industry": "Industry",
    "phone": "Phone",
    "last_activity": "Last activity",
    "created": "Created",
}.items()


@bp.get("")
def index():
    page = queries.LISTING.page(queries.COMPANY_ROWS, request.args, request.path)
    context = {"page": page, "columns": COLUMNS, "labels": LABELS, "bulk": can("company.edit")}
    context["choices"] = queries.filter_choices()
    return web.page("crm/companies/index.html", part="crm/companies/index.swap.html", **context)


@bp.get("/new")
@allow("company.add")
def new():
    return web.page("crm/companies/new.html", form=CompanyForm.blank(current_user))


@bp.post("")
@allow("company.add")
@once
def create():
    form = CompanyForm()
    is_valid = form.validate()
    alike = [] if is_valid and _is_warned() else duplicates(request.form)
    if not is_valid or alike:
        return web.invalid(FORM, inside=NEW, form=form, duplicates=alike)
    company = actions.add_company(form.values(), by=current_user)
    to = url_for("companies.details.index", company_id=company.id)
    return web.redirect_to(to, message="Company added")


@bp.get("/<id:company_id>")
def show(company_id: int):
    company = tenancy.find(Company, company_id)
    return redirect(url_for("companies.details.index", company_id=company.id))


def _is_warned() -> bool:
    """Without a script nobody was warned while typing: the form comes back once, with the warning."""
    return web.is_htmx() or "anyway" in request.form
