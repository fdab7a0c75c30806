"""The directory, and a supplier: read, as a form, and saved, in place or on a page of its own."""

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app.blueprints.accounts.queries import last_editor
from app.blueprints.suppliers import actions, queries
from app.blueprints.suppliers.choices import TYPES
from app.blueprints.suppliers.forms import SupplierForm
from app.blueprints.suppliers.models import Supplier
from app.core import tenancy, web
from app.core.access import allow
from app.core.submissions import once

bp = Blueprint("suppliers", __name__)
PAGE = "suppliers/show.html"
CARD, FORM = "suppliers/_card.html", "suppliers/_form.html"


@bp.get("")
def index():
    page = queries.LISTING.page(queries.supplier_rows(), request.args, request.path)
    part = "suppliers/index.swap.html"
    return web.page("suppliers/index.html", part=part, page=page, types=TYPES.pairs)


@bp.get("/new")
@allow("supplier.edit")
def new():
    return web.page("suppliers/new.html", form=SupplierForm())


@bp.post("")
@allow("supplier.edit")
@once
def create():
    form = SupplierForm()
    if not form.validate():
        return web.invalid("suppliers/_new.html", inside="suppliers/new.html", form=form)
    supplier = actions.add_supplier(form.values(), by=current_user)
    return web.redirect_to(_url(supplier), message=f"{supplier.name} added")


@bp.get("/<id:supplier_id>")
def show(supplier_id: int):
    return _card(tenancy.find(Supplier, supplier_id))


@bp.get("/<id:supplier_id>/edit")
@allow("supplier.edit")
def edit(supplier_id: int):
    supplier = tenancy.find(Supplier, supplier_id)
    return _form(supplier, SupplierForm(supplier))


@bp.post("/<id:supplier_id>")
@bp.patch("/<id:supplier_id>")
@allow("supplier.edit")
def update(supplier_id: int):
    supplier = tenancy.find(Supplier, supplier_id, lock=True)
    form = SupplierForm(supplier)
    if not form.validate() or form.is_stale:
        return _form(supplier, form, status=422)
    supplier.change(form.values(), by=current_user)
    to, message = _url(supplier), "Supplier saved"
    return web.saved("suppliers/update.swap.html", to=to, message=message, supplier=supplier)


def _card(supplier: Supplier) -> Response:
    return web.page(PAGE, part=CARD, supplier=supplier, panel=CARD)


def _form(supplier: Supplier, form: SupplierForm, *, status: int = 200) -> Response:
    editor = last_editor(supplier) if form.is_stale else None
    context = {"supplier": supplier, "form": form, "editor": editor}
    return web.fragment(FORM, inside=PAGE, status=status, panel=FORM, **context)


def _url(supplier: Supplier) -> str:
    return url_for("suppliers.suppliers.show", supplier_id=supplier.id)
