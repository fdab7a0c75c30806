"""Linking two companies, taking the link away, and taking that back."""

from sqlalchemy.dialects.postgresql import insert

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.links.models import CompanyLink
from app.core import clock, tenancy
from app.core.db import db
from app.core.errors import Conflict
from app.core.events import record

KEY = ("agency_id", "first_id", "second_id")


def link(company: Company, other: Company, *, by: User) -> None:
    """Two that are linked already stay so; two colleagues may do it at once."""
    if company.id == other.id:
        raise Conflict("A company cannot be linked with itself.")
    first, second = sorted((company.id, other.id))
    values = {"first_id": first, "second_id": second, "user_id": by.id}
    values |= {"agency_id": tenancy.agency_id(), "created_at": clock.now()}
    added = insert(CompanyLink).values(values)
    again = added.on_conflict_do_update(
        index_elements=KEY,
        set_={"deleted_at": None, "user_id": by.id},
        where=CompanyLink.deleted_at.is_not(None),
    )
    if db.session.scalar(again.returning(CompanyLink.id)):
        _tell("company.linked", company, other, by)


def unlink(link: CompanyLink, company: Company, other: Company, *, by: User) -> None:
    if not link.is_deleted:
        link.deleted_at = clock.now()
        _tell("company.unlinked", company, other, by)


def _tell(kind: str, company: Company, other: Company, by: User) -> None:
    """On both timelines."""
    for one, its_other in ((company, other), (other, company)):
        record(kind, one, by=by, within=one, other=its_other.name)
