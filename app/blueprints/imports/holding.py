"""What imports keep about a contact: what it was before one of them changed it, and rows that were
rejected or found fault with."""

import re
from collections.abc import Collection

from sqlalchemy import String, and_, cast, delete, or_, select

from app.blueprints.crm.contacts.erasure import scrubbed
from app.blueprints.crm.contacts.holdings import ERASED, Holding, Mention
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.imports.models import Import, ImportChange, RejectedRow
from app.core import tenancy
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
    for row in db.session.scalars(
        tenancy.scoped(RejectedRow).where(_names(RejectedRow.cells, contact))
    ):
        row.cells, row.problems = [ERASED] + [""] * (len(row.cells) - 1), [ERASED]
    known = [re.escape(word) for word in (contact.email, contact.name) if word]
    words = re.compile("|".join(known), re.IGNORECASE)
    for imported in db.session.scalars(
        tenancy.scoped(Import).where(_names(Import.findings, contact))
    ):
        imported.findings = scrubbed(imported.findings, words)


def _names(column, contact: Contact):
    """The address, or both names."""
    said = cast(column, String)
    names = [name for name in (contact.first_name, contact.last_name) if name]
    both = and_(*(said.icontains(name, autoescape=True) for name in names))
    has_email = said.icontains(contact.email, autoescape=True) if contact.email else None
    return both if has_email is None else or_(both, has_email)


def _mentions(contact: Contact, words: Collection[str]) -> list[Mention]:
    return []


HOLDING = Holding(_move, _forget, _mentions)
