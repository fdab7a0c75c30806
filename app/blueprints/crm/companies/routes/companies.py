"""The list, the form for a new company, and the record."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.blueprints.crm.companies import actions, queries
from app.blueprints.crm.companies.forms import CompanyForm
from app.core import web
from app.core.access import allow
from app.core.submissions import once

bp = Blueprint("companies", __name__)


@bp.get("")
def index():
    page = queries.LISTING.page(queries.company_rows(), request.args, request.path)
    return web.page("crm/companies/index.html", part="crm/companies/_list.html", page=page)


@bp.get("/new")
@allow("company.add")
def new():
    return web.page("crm/companies/new.html", form=CompanyForm())


@bp.post("")
@allow("company.add")
@once
def create():
    form = CompanyForm()
    if not form.validate():
        return web.invalid("crm/companies/_form.html", inside="crm/companies/new.html", form=form)
    company = actions.add_company(form.values(), by=current_user)
    to = url_for("companies.details.index", company_id=company.id)
    return web.redirect_to(to, message="Company added")
