"""The companies that what is being typed may be already: a fragment beside the form."""

from flask import Blueprint, request

from app.blueprints.crm.companies.duplicates import duplicates
from app.blueprints.crm.companies.models import Company
from app.core import tenancy, web
from app.core.access import allow
from app.core.forms import LINE_CONTROL, to_id

bp = Blueprint("duplicates", __name__, url_prefix="/duplicates")


@bp.post("")
@allow("company.add")
def index():
    own = to_id(request.form.get("company"))
    company = tenancy.find(Company, own) if own else None
    typed = {name: text for name, text in request.form.items() if not LINE_CONTROL.search(text)}
    found = duplicates(typed, company)
    return web.fragment("crm/companies/_duplicates.html", duplicates=found)
