"""Two contacts who are the same person become one."""

from typing import Any

from sqlalchemy import update

from app.blueprints.accounts.models import User
from app.blueprints.crm.contacts import holdings
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.contacts.queries import find_contact
from app.core.db import db
from app.core.events import record, set_values
from app.core.tenancy import RecordNotFound

Pair = tuple[Contact, Contact]


def pair(company_id: int, kept_id: int, other_id: int | None, *, lock: bool = False) -> Pair:
    """Two contacts of one company. Locked, two people who merge the same ones do so one after the
    other, and the second finds that one of them has gone."""
    if other_id is None or other_id == kept_id:
        raise RecordNotFound("Contact")
    kept = find_contact(company_id, kept_id, lock=lock)
    return kept, find_contact(company_id, other_id, lock=lock)


def merge(kept: Contact, other: Contact, values: dict[str, Any], *, by: User) -> None:
    """The first stays, with these values; what refers to the other refers to it from now on."""
    is_primary, former = kept.is_primary or other.is_primary, other.name
    holdings.move(other, kept)
    _adopt(other, kept)
    other.merge_into(kept)
    db.session.flush()
    kept.is_primary = is_primary
    changes = set_values(kept, values)
    record(
        "contact.merged",
        kept,
        by=by,
        within=kept.company,
        former=former,
        former_id=other.id,
        changes=changes,
    )


def _adopt(other: Contact, kept: Contact) -> None:
    """Whoever was merged into the other before."""
    earlier = Contact.agency_id == other.agency_id, Contact.merged_into_id == other.id
    db.session.execute(update(Contact).where(*earlier).values(merged_into_id=kept.id))
