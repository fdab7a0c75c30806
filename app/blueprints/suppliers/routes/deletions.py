"""Deleting a supplier, after typing the name."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.blueprints import bin
from app.blueprints.suppliers.models import Supplier
from app.core import tenancy, web
from app.core.access import allow

bp = Blueprint("deletions", __name__, url_prefix="/<id:supplier_id>/deletion")
DIALOG, PAGE = "suppliers/_deletion.html", "suppliers/deletion.html"


@bp.get("")
@allow("supplier.delete")
def new(supplier_id: int):
    return web.fragment(DIALOG, inside=PAGE, supplier=tenancy.find(Supplier, supplier_id))


@bp.post("")
@allow("supplier.delete")
def create(supplier_id: int):
    supplier = tenancy.find(Supplier, supplier_id, lock=True)
    if request.form.get("confirm", "").split() != supplier.name.split():
        return web.invalid(DIALOG, inside=PAGE, supplier=supplier, is_wrong=True)
    name, to = supplier.name, url_for("suppliers.suppliers.index")
    bin.put(supplier, by=current_user)
    return web.redirect_to(to, message=f"{name} deleted. An admin can restore it for 30 days.")
