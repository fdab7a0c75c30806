"""Adding a supplier."""

from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.suppliers.models import Supplier
from app.core.db import db
from app.core.events import record


def add_supplier(values: dict[str, Any], *, by: User) -> Supplier:
    supplier = Supplier(**values)
    db.session.add(supplier)
    record("supplier.added", supplier, by=by)
    return supplier
