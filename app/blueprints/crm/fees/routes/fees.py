"""The Fees tab, and adding on top of it."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.crm.companies.queries import find_client
from app.blueprints.crm.fees import actions
from app.blueprints.crm.fees.forms import FeeForm
from app.blueprints.crm.fees.routes import screens
from app.core.access import allow
from app.core.submissions import once

bp = Blueprint("fees", __name__)


@bp.get("")
def index(company_id: int):
    return screens.tab(find_client(company_id))


@bp.get("/new")
@allow("fee.edit")
def new(company_id: int):
    form = FeeForm(currency=current_user.agency.currency)
    return screens.new_form(find_client(company_id), form)


@bp.post("")
@allow("fee.edit")
@once
def create(company_id: int):
    company = find_client(company_id, lock=True)
    form = FeeForm()
    if not form.validate():
        return screens.new_form(company, form, status=422)
    fee = actions.add_fee(company, form.values(), by=current_user)
    return screens.listed(company, f"{fee.service} added", fresh=fee)
