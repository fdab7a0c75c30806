"""Adding a fee and moving it among the others."""

from typing import Any

from sqlalchemy import func, select

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.fees.models import Fee
from app.blueprints.crm.fees.queries import fees_of
from app.core import tenancy
from app.core.db import db
from app.core.events import record


def add_fee(company: Company, values: dict[str, Any], *, by: User) -> Fee:
    """At the end of the list. The company is to be locked."""
    last = select(func.max(Fee.position)).where(
        Fee.agency_id == tenancy.agency_id(), Fee.company_id == company.id
    )
    fee = Fee(company=company, company_id=company.id, position=(db.session.scalar(last) or 0) + 1)
    for name, value in values.items():
        setattr(fee, name, value)
    db.session.add(fee)
    record("fee.added", fee, by=by, within=company)
    return fee


def move_fee(company: Company, fee: Fee, step: int) -> None:
    """One place up (-1) or down (1); at the end of the list it stays. The company is to be locked."""
    fees = fees_of(company)
    place = fees.index(fee)
    other = place + step
    if 0 <= other < len(fees):
        fees[place], fees[other] = fees[other], fees[place]
        for position, moved in enumerate(fees, start=1):
            moved.position = position
