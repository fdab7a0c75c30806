"""Adding a supplier, and getting one back."""

from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.suppliers.models import Supplier
from app.blueprints.suppliers.queries import is_taken
from app.core.db import db
from app.core.errors import Conflict
from app.core.events import record


def add_supplier(values: dict[str, Any], *, by: User) -> Supplier:
    supplier = Supplier(**values)
    db.session.add(supplier)
    record("supplier.added", supplier, by=by)
    return supplier


def restore_supplier(supplier: Supplier, *, by: User) -> None:
    """Takes a deletion back, unless the name was given to another one meanwhile."""
    if not supplier.is_deleted:
        return
    if is_taken(supplier.supplier_type, supplier.name):
        raise Conflict(f"There is another {supplier.name} of this type now. Rename it first.")
    supplier.restore(by=by)
