"""The companies that one is linked with."""

from flask import Blueprint, Response, abort, request, url_for
from flask_login import current_user

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.links import actions, queries
from app.core import tenancy, web
from app.core.access import require
from app.core.forms import to_id

bp = Blueprint("links", __name__, url_prefix="/companies/<id:company_id>/links")
CARD, PAGE = "crm/links/_card.html", "crm/links/page.html"


@bp.get("")
def index(company_id: int):
    company = tenancy.find(Company, company_id)
    return web.fragment(CARD, inside=PAGE, company=company, links=queries.linked_with(company))


@bp.get("/new")
def new(company_id: int):
    company = tenancy.find(Company, company_id)
    require("company.edit", company)
    text = request.args.get("q", "")
    found = queries.to_link(company, text)
    context = {"company": company, "found": found, "text": text.strip()}
    return web.fragment("crm/links/_found.html", inside="crm/links/new.html", **context)


@bp.post("")
def create(company_id: int):
    company = _company(company_id)
    other_id = to_id(request.form.get("company"))
    if other_id is None:
        abort(400, "Choose a company from the list.")
    other = tenancy.find(Company, other_id)
    actions.link(company, other, by=current_user)
    return _card(company, f"Linked with {other.name}")


@bp.delete("/<id:link_id>")
@bp.post("/<id:link_id>/deletion")
def destroy(company_id: int, link_id: int):
    company = _company(company_id)
    link, other = queries.find_link(company, link_id)
    actions.unlink(link, company, other, by=current_user)
    undo_url = url_for("links.update", company_id=company_id, link_id=link_id)
    return _card(company, f"No longer linked with {other.name}", undo_url=undo_url)


@bp.post("/<id:link_id>/restoration")
def update(company_id: int, link_id: int):
    company = _company(company_id)
    _, other = queries.find_link(company, link_id, deleted=True)
    actions.link(company, other, by=current_user)
    to = url_for("companies.details.index", company_id=company_id)
    return web.redirect_to(to, message=f"Linked with {other.name}")


def _company(company_id: int) -> Company:
    company = tenancy.find(Company, company_id)
    require("company.edit", company)
    return company


def _card(company: Company, message: str, *, undo_url: str | None = None) -> Response:
    to = url_for("companies.details.index", company_id=company.id)
    if not web.is_htmx():
        return web.redirect_to(to, message=message, undo_url=undo_url)
    web.toast(message, undo_url=undo_url)
    return web.saved(CARD, to=to, company=company, links=queries.linked_with(company))
