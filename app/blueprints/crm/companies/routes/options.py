"""Companies to choose from, as somebody types."""

from flask import Blueprint, request

from app.blueprints.crm.companies import queries
from app.core import web

bp = Blueprint("options", __name__, url_prefix="/options")


@bp.get("")
def index():
    found = queries.companies_named(request.args.get("q", ""))
    return web.fragment("crm/companies/_options.html", companies=found, heading="Companies")
