"""Owner and status of many companies at once: those that were ticked, or all that the filter shows."""

from flask import Blueprint, abort, request
from flask_login import current_user

from app.blueprints.crm.companies import actions, queries
from app.blueprints.crm.companies.forms import BulkForm
from app.core import web
from app.core.access import allow

bp = Blueprint("bulk", __name__, url_prefix="/bulk")


@bp.post("")
@allow("company.edit")
def create():
    form = BulkForm()
    if not form.validate():
        abort(400, form.problem)
    chosen = queries.LISTING.chosen(queries.COMPANY_ROWS, request.form)
    done = actions.change_companies(chosen, form.changes(), by=current_user)
    return web.redirect_to(web.here(), message=done.message)
