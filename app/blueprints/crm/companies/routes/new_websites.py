"""The form for a new company, filled from its website as far as whoever fills it agrees."""

from flask import Blueprint, Response, request
from flask_login import current_user

from app.blueprints.crm.companies.forms import CompanyForm
from app.blueprints.crm.companies.website import found, reading
from app.core import web
from app.core.access import allow
from app.core.fetch import Unreadable

bp = Blueprint("new_websites", __name__, url_prefix="/website")
FOUND = "crm/companies/website/_found.html"


@bp.post("")
@allow("company.add")
def create():
    now = found.of_request()
    try:
        facts = reading.read(now["website"], for_=current_user)
    except Unreadable as problem:
        return _shown(status=422, problem=str(problem))
    return _shown(offers=found.offers(found.good_values(facts, now["country"]), now))


@bp.post("/values")
@allow("company.add")
def update():
    """Without scripts: the form again, with what was ticked in place of what was typed."""
    form = CompanyForm()
    for name, value in found.accepted().items():
        form[name].data = value
    return web.page("crm/companies/new.html", form=form)


def _shown(*, status: int = 200, **context: object) -> Response:
    form = None if web.is_htmx() else CompanyForm(formdata=request.form)
    return web.fragment(
        FOUND, inside="crm/companies/new.html", status=status, form=form, was_read=True, **context
    )
