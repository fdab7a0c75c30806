"""The kinds of record that can be found, in the order of their groups."""

from app.blueprints.search.kinds import (
    actions,
    companies,
    contacts,
    files,
    notes,
    suppliers,
    tickets,
)
from app.blueprints.search.kinds.kind import Kind

KINDS: dict[str, Kind] = {
    module.KIND.key: module.KIND
    for module in (companies, contacts, suppliers, tickets, actions, notes, files)
}
