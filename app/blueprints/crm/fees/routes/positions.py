"""Moving a fee one place up or down."""

from flask import Blueprint, abort, request

from app.blueprints.crm.companies.queries import find_client
from app.blueprints.crm.fees import actions
from app.blueprints.crm.fees.queries import find_fee
from app.blueprints.crm.fees.routes import screens
from app.core.access import allow

bp = Blueprint("positions", __name__, url_prefix="/<id:fee_id>/position")
STEPS = {"up": -1, "down": 1}


@bp.post("")
@bp.patch("")
@allow("fee.edit")
def update(company_id: int, fee_id: int):
    company = find_client(company_id, lock=True)
    fee, way = find_fee(company, fee_id, lock=True), request.form.get("way", "")
    if way not in STEPS:
        abort(400, "A fee moves up or down.")
    actions.move_fee(company, fee, STEPS[way])
    return screens.listed(company, f"{fee.service} moved {way}", moved=(fee, way))
