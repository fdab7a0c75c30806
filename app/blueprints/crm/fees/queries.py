"""The fees of a client, in their order."""

from sqlalchemy import ScalarSelect, func, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.fees.models import Fee
from app.core import tenancy
from app.core.db import db
from app.core.forms import to_id
from app.core.lists import Listing
from app.core.tenancy import RecordNotFound

LISTING = Listing(
    sorts={"company": (func.lower(Company.name), Company.id, Fee.position)},
    default="company",
    filters={"company": lambda value: Fee.company_id == to_id(value) if to_id(value) else None},
    tie_breaker=Fee.id,
)


def fee_count(company: Company) -> ScalarSelect[int]:
    own = select(func.count()).where(
        Fee.agency_id == tenancy.agency_id(),
        Fee.company_id == company.id,
        Fee.deleted_at.is_(None),
    )
    return own.scalar_subquery()


def fees_of(company: Company) -> list[Fee]:
    query = tenancy.scoped(Fee).where(Fee.company_id == company.id)
    return list(db.session.scalars(query.order_by(Fee.position, Fee.id)))


def find_fee(company: Company, fee_id: int, *, lock: bool = False, deleted: bool = False) -> Fee:
    """The fee, if it is one of this company's."""
    fee = tenancy.find(Fee, fee_id, lock=lock, deleted=deleted)
    if fee.company_id != company.id:
        raise RecordNotFound("Fee")
    return fee
