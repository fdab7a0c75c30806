"""What exports keep about a contact: the files of a person's data."""

from collections.abc import Collection

from sqlalchemy import delete

from app.blueprints.crm.contacts.holdings import Holding, Mention
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.exports.models import Export
from app.core.db import db


def _move(former: Contact, kept: Contact) -> None:
    """A file says what was so when it was made, and goes after seven days."""


def _forget(contact: Contact) -> None:
    theirs = Export.kind == "person", Export.subject_id == contact.id
    db.session.execute(delete(Export).where(Export.agency_id == contact.agency_id, *theirs))


def _mentions(contact: Contact, words: Collection[str]) -> list[Mention]:
    return []


HOLDING = Holding(_move, _forget, _mentions)
