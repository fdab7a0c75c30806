from flask import url_for
from sqlalchemy import case, func, literal_column, select

from app.blueprints.search.kinds.kind import Kind
from app.blueprints.suppliers.choices import TYPES
from app.blueprints.suppliers.models import Supplier
from app.core import tenancy

ROWS = select(
    Supplier.id,
    Supplier.name.label("title"),
    case(TYPES, value=Supplier.supplier_type).label("detail"),
    func.concat_ws(
        " · ", Supplier.websites.op("->>")(0), Supplier.numbers.op("->>")(0),
        Supplier.general_email, Supplier.group_email, Supplier.manager_name, Supplier.manager_email,
        Supplier.other,
    ).label("body"),
    Supplier.id.label("at"),
    literal_column("null::bigint").label("within"),
).where(Supplier.agency_id == tenancy.CURRENT_AGENCY)  # fmt: skip

KIND = Kind(
    key="supplier",
    label="Suppliers",
    icon="life-buoy",
    table="supplier",
    rows=ROWS,
    url=lambda row: url_for("suppliers.suppliers.show", supplier_id=row.at),
)
