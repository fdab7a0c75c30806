"""A fee as a row of the table: read, as a form, and saved."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.crm.companies.queries import find_client
from app.blueprints.crm.fees.forms import FeeForm
from app.blueprints.crm.fees.queries import find_fee
from app.blueprints.crm.fees.routes import screens
from app.core.access import allow

bp = Blueprint("rows", __name__, url_prefix="/<id:fee_id>")


@bp.get("")
def show(company_id: int, fee_id: int):
    company = find_client(company_id)
    return screens.row(company, find_fee(company, fee_id))


@bp.get("/edit")
@allow("fee.edit")
def edit(company_id: int, fee_id: int):
    company = find_client(company_id)
    fee = find_fee(company, fee_id)
    return screens.row_form(company, fee, FeeForm(fee))


@bp.post("")
@bp.patch("")
@allow("fee.edit")
def update(company_id: int, fee_id: int):
    company = find_client(company_id)
    fee = find_fee(company, fee_id, lock=True)
    form = FeeForm(fee)
    if not form.validate() or form.is_stale:
        return screens.row_form(company, fee, form, status=422)
    fee.change(form.values(), by=current_user)
    return screens.saved(company, fee)
