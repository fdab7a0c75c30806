"""What imports keep about a contact: what it was before one of them changed it."""

from collections.abc import Collection

from sqlalchemy import delete, select

from app.blueprints.crm.contacts.holdings import Holding, Mention
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.imports.models import Import, ImportChange
from app.core.db import db


def _move(former: Contact, kept: Contact) -> None:
    """A merger edits both, and an undo leaves alone what was edited."""


def _forget(contact: Contact) -> None:
    of_contacts = select(Import.id).where(
        Import.agency_id == contact.agency_id, Import.kind == "contacts"
    )
    theirs = ImportChange.record_id == contact.id, ImportChange.import_id.in_(of_contacts)
    db.session.execute(
        delete(ImportChange).where(ImportChange.agency_id == contact.agency_id, *theirs)
    )


def _mentions(contact: Contact, words: Collection[str]) -> list[Mention]:
    return []


HOLDING = Holding(_move, _forget, _mentions)
