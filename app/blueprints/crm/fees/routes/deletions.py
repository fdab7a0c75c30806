"""Deleting a fee, and taking that back."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.crm.companies.queries import find_client
from app.blueprints.crm.fees.queries import find_fee
from app.blueprints.crm.fees.routes import screens
from app.core.access import require

bp = Blueprint("deletions", __name__, url_prefix="/<id:fee_id>")


@bp.post("/deletion")
@bp.delete("")
def create(company_id: int, fee_id: int):
    company = find_client(company_id)
    fee = find_fee(company, fee_id, lock=True)
    require("fee.delete", fee)
    fee.delete(by=current_user)
    undo = f"{screens.tab_url(company)}/{fee.id}/deletion/undo"
    return screens.listed(company, f"{fee.service} deleted", undo_url=undo)


@bp.post("/deletion/undo")
@bp.delete("/deletion")
def destroy(company_id: int, fee_id: int):
    company = find_client(company_id)
    fee = find_fee(company, fee_id, lock=True, deleted=True)
    require("fee.delete", fee)
    fee.restore(by=current_user)
    return screens.restored(company, fee)
