"""Adding, changing and deleting a contact."""

from typing import Any

from sqlalchemy import select

from app.blueprints import bin
from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.core import tenancy
from app.core.db import db
from app.core.events import changes_of, record, set_values


def add_contact(company: Company, values: dict[str, Any], *, by: User) -> Contact:
    if values["is_primary"]:
        _wait_for_turn(company.id)
    contact = Contact(company_id=company.id, **{**values, "is_primary": False})
    db.session.add(contact)
    db.session.flush()
    if values["is_primary"]:
        contact.make_primary()
    record("contact.added", contact, by=by, within=company, name=contact.name)
    return contact


def change_contact(contact: Contact, values: dict[str, Any], *, by: User) -> Contact | None:
    """Sets the fields and records what changed; returns the contact that is no longer the primary
    one because this one is now, if there is one."""
    changes = changes_of(contact, values)
    former = _make_primary(contact) if values["is_primary"] and not contact.is_primary else None
    set_values(contact, values)
    if changes:
        record(
            "contact.updated",
            contact,
            by=by,
            within=contact.company,
            name=contact.name,
            changes=changes,
        )
    return former


def delete_contact(contact: Contact, *, by: User) -> None:
    record("contact.deleted", contact, by=by, within=contact.company, name=contact.name)
    contact.delete()
    bin.listed(contact, by=by)


def restore_contact(contact: Contact, *, by: User) -> None:
    """Back on the lists, though no longer the primary one: there may be another by now."""
    if contact.is_deleted:
        contact.restore()
        bin.unlisted(contact)
        record("contact.restored", contact, by=by, within=contact.company, name=contact.name)


def purge_contact(contact: Contact) -> None:
    """A month after the deletion."""
    record("contact.purged", contact, within=contact.company, name=contact.name)
    contact.purge()


def _make_primary(contact: Contact) -> Contact | None:
    _wait_for_turn(contact.company_id)
    query = select(Contact).where(
        Contact.agency_id == contact.agency_id,
        Contact.company_id == contact.company_id,
        Contact.is_primary,
        Contact.id != contact.id,
    )
    former = db.session.scalar(query.execution_options(populate_existing=True))
    contact.make_primary()
    return former


def _wait_for_turn(company_id: int) -> None:
    """Two people who choose a primary contact at once do so one after the other. Before anything
    of the company is written: a new contact holds a share of this lock."""
    tenancy.find(Company, company_id, lock=True)
