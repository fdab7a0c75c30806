"""People at a company, for its tab, its pickers and its counts."""

from sqlalchemy import ScalarSelect, func, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.core import tenancy
from app.core.db import db
from app.core.tenancy import RecordNotFound


def contact_count(company: Company) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(Contact)
        .where(
            Contact.agency_id == tenancy.agency_id(),
            Contact.company_id == company.id,
            Contact.deleted_at.is_(None),
        )
        .scalar_subquery()
    )


def contacts_of(company: Company) -> list[Contact]:
    """The primary one first, then by name."""
    query = tenancy.scoped(Contact).where(Contact.company_id == company.id)
    first, last = func.lower(Contact.first_name), func.lower(Contact.last_name)
    return list(
        db.session.scalars(query.order_by(Contact.is_primary.desc(), first, last, Contact.id))
    )


def find_contact(
    company_id: int, contact_id: int, *, lock: bool = False, deleted: bool = False
) -> Contact:
    """The contact, if it is one of this company's. The company is locked before it, as by whoever
    merges its contacts or chooses the primary one: two people then wait for each other in turn."""
    if lock:
        tenancy.find(Company, company_id, lock=True)
    contact = tenancy.find(Contact, contact_id, lock=lock, deleted=deleted)
    if contact.company_id != company_id:
        raise RecordNotFound("Contact")
    return contact


def find_deleted(company_id: int, contact_id: int) -> Contact:
    """One to be restored; found again when that was done already."""
    contact = find_contact(company_id, contact_id, lock=True, deleted=True)
    if contact.is_deleted and not contact.is_restorable:
        raise RecordNotFound("Contact")
    return contact


def find_heir(company_id: int, contact_id: int) -> Contact:
    """The contact, or the one that it was merged into."""
    contact = find_contact(company_id, contact_id, deleted=True)
    return find_contact(company_id, contact.merged_into_id or contact_id)


def others_beside(contact: Contact) -> list[Contact]:
    """Whom this one could be merged with: who looks like the same person first."""
    others = [other for other in contacts_of(contact.company) if other.id != contact.id]
    return sorted(others, key=lambda other: not _looks_alike(contact, other))


def _looks_alike(one: Contact, other: Contact) -> bool:
    has_same_email = one.email is not None and one.email == other.email
    return has_same_email or one.last_name.casefold() == other.last_name.casefold()


def find_erasable(company_id: int, contact_id: int, *, lock: bool = False) -> Contact:
    """One that was neither erased nor merged; a deleted one too, as its data are still there."""
    contact = find_contact(company_id, contact_id, lock=lock, deleted=True)
    if contact.erased_at or contact.merged_into_id:
        raise RecordNotFound("Contact")
    return contact
