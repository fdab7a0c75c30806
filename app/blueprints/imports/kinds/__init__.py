"""What can be imported. A further kind is a file like `companies.py` and a line here."""

from app.blueprints.imports.kinds import companies, contacts, suppliers
from app.blueprints.imports.kinds.kind import Kind

KINDS: dict[str, Kind] = {
    kind.key: kind for kind in (companies.KIND, contacts.KIND, suppliers.KIND)
}
