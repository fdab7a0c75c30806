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
    """The contact, if it is one of this company's."""
    contact = tenancy.find(Contact, contact_id, lock=lock, deleted=deleted)
    if contact.company_id != company_id:
        raise RecordNotFound("Contact")
    return contact
