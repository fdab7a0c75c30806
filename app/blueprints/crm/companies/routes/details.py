"""The Details tab: groups of fields that turn into forms and back."""

from flask import Blueprint, Response, url_for
from flask_login import current_user

from app.blueprints.accounts.queries import last_editor
from app.blueprints.crm.companies import tabs
from app.blueprints.crm.companies.forms import GROUPS, GroupForm
from app.blueprints.crm.companies.models import Company
from app.core import tenancy, web
from app.core.access import require

bp = Blueprint("details", __name__, url_prefix="/<id:company_id>/details")
ONE = f"/<any({', '.join(GROUPS)}):key>"
PANEL = "crm/companies/details/_panel.html"


@bp.get("")
def index(company_id: int):
    company = tenancy.find(Company, company_id)
    return tabs.show(company, "details", PANEL, groups=GROUPS)


@bp.get(ONE)
def show(company_id: int, key: str):
    return _group(tenancy.find(Company, company_id), key, was_edited=True)


@bp.get(f"{ONE}/edit")
def edit(company_id: int, key: str):
    company = tenancy.find(Company, company_id)
    require("company.edit", company)
    return _group(company, key, form=GROUPS[key].form(company))


@bp.post(ONE)
@bp.patch(ONE)
def update(company_id: int, key: str):
    company = tenancy.find(Company, company_id, lock=True)
    require("company.edit", company)
    form = GROUPS[key].form(company)
    if not form.validate() or form.is_stale:
        return _group(company, key, form=form, status=422)
    company.change(form.values(), by=current_user)
    return _saved(company, key)


def _group(
    company: Company,
    key: str,
    *,
    form: GroupForm | None = None,
    status: int = 200,
    was_edited: bool = False,
) -> Response:
    """One group, read or being edited; on the whole page when the browser has no htmx."""
    context = {
        "group": GROUPS[key],
        "groups": GROUPS,
        "form": form,
        "was_edited": was_edited,
        "editor": last_editor(company) if form and form.is_stale else None,
    }
    if web.is_htmx():
        part = "_form" if form else "_group"
        template = f"crm/companies/details/{part}.html"
        return web.fragment(template, status=status, company=company, **context)
    return tabs.show(company, "details", PANEL, status=status, **context)


def _saved(company: Company, key: str) -> Response:
    return web.saved(
        "crm/companies/details/update.swap.html",
        to=url_for("companies.details.index", company_id=company.id),
        message=f"{GROUPS[key].title} saved",
        company=company,
        group=GROUPS[key],
        was_edited=True,
    )
