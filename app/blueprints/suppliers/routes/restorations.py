"""Taking a deletion back."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.suppliers import actions
from app.blueprints.suppliers.models import Supplier
from app.core import tenancy, web
from app.core.access import allow

bp = Blueprint("restorations", __name__, url_prefix="/<id:supplier_id>/restoration")


@bp.post("")
@allow("supplier.delete")
def create(supplier_id: int):
    supplier = tenancy.find(Supplier, supplier_id, lock=True, deleted=True)
    actions.restore_supplier(supplier, by=current_user)
    to = url_for("suppliers.suppliers.show", supplier_id=supplier.id)
    return web.redirect_to(to, message=f"{supplier.name} is back")
