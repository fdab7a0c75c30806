"""What a company is expected to bring, and what comes next: edited from its card on the board."""

from flask import Blueprint, Response, url_for
from flask_login import current_user

from app.blueprints.accounts.queries import last_editor
from app.blueprints.crm.companies.forms import DealForm
from app.blueprints.crm.companies.models import Company
from app.core import tenancy, web
from app.core.access import require

bp = Blueprint("deals", __name__, url_prefix="/<id:company_id>/deal")


@bp.get("")
def edit(company_id: int):
    company = tenancy.find(Company, company_id)
    require("company.edit", company)
    return _form("_deal", company, DealForm(company))


@bp.post("")
def update(company_id: int):
    company = tenancy.find(Company, company_id, lock=True)
    require("company.edit", company)
    form = DealForm(company)
    if not form.validate() or form.is_stale:
        return _form("_deal_form", company, form, status=422)
    company.change(form.values(), by=current_user)
    return _saved(company)


def _form(part: str, company: Company, form: DealForm, *, status: int = 200) -> Response:
    return web.fragment(
        f"crm/pipeline/{part}.html",
        status=status,
        heading=f"Value and next step: {company.name}",
        company=company,
        form=form,
        editor=last_editor(company) if form.is_stale else None,
        in_page=not web.is_htmx(),
    )


def _saved(company: Company) -> Response:
    message = f"{company.name} saved"
    if not web.is_htmx():
        return web.redirect_to(url_for("pipeline.boards.index"), message=message)
    web.announce("pipeline-changed")
    return web.nothing(message)
