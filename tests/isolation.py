"""How to reach a record of each kind by address: what `test_isolation.py` asks for in both agencies.

Whoever adds a route with a record in its address adds a line to RECORDS: the resource (the endpoint
without the handler's name) → what makes such a record and returns the parts of its address.
"""

from collections.abc import Callable
from types import SimpleNamespace

from app.blueprints.exports import actions as exports
from app.blueprints.exports.models import Export
from app.core.db import db

World = SimpleNamespace
Parts = dict[str, object]


def company(world: World) -> Parts:
    return {"company_id": world.company().id}


def contact(world: World) -> Parts:
    contact = world.contact()
    return {"company_id": contact.company_id, "contact_id": contact.id}


def export(world: World) -> Parts:
    """A document of the visitor that is ready."""
    made = Export(
        kind="ticket", subject_id=1, user_id=world.visitor.id, title="Ticket", state="ready"
    )
    db.session.add(made)
    db.session.flush()
    exports._keep(made, b"%PDF")
    return {"export_id": made.id}


RECORDS: dict[str, Callable[[World], Parts]] = {
    "companies.companies": company,
    "companies.details": lambda world: company(world) | {"key": "about"},
    "companies.statuses": company,
    "contacts.contacts": contact,
    "contacts.deletions": contact,
    "contacts.options": company,
    "contacts.rows": contact,
    "exports.exports": export,
    "exports.files": export,
    "exports.retries": export,
}

# Parts of an address that name no record of an agency, and why.
NO_RECORDS: dict[str, str] = {}
