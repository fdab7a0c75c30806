"""The account status, chosen in the header."""

from flask import Blueprint, Response, abort, url_for
from flask_login import current_user

from app.blueprints.crm.companies.forms import StatusForm
from app.blueprints.crm.companies.models import Company
from app.core import tenancy, web
from app.core.access import require

bp = Blueprint("statuses", __name__, url_prefix="/<id:company_id>/status")
CLOSING = ("won", "lost")


@bp.post("")
@bp.patch("")
def update(company_id: int):
    company = tenancy.find(Company, company_id, lock=True)
    require("company.edit", company)
    form = StatusForm()
    if not form.validate():
        abort(400, "Choose a status from the list.")
    if form.status.data in CLOSING and company.status != form.status.data:
        ask = url_for("pipeline.stages.edit", company_id=company.id, stage=form.status.data)
        return web.redirect_to(ask)
    return _changed(company, form)


def _changed(company: Company, form: StatusForm) -> Response:
    company.change(form.values(), by=current_user)
    to = url_for("companies.details.index", company_id=company.id)
    message = f"Status is now {company.status_label}"
    return web.saved("crm/companies/_status.html", to=to, message=message, company=company)
