"""What a company is linked with."""

from typing import NamedTuple

from sqlalchemy import and_, func, or_, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.links.models import CompanyLink
from app.core import tenancy
from app.core.db import db
from app.core.lists import LONGEST_TEXT
from app.core.tenancy import RecordNotFound

SHOWN = 10
SHORTEST = 2


class Linked(NamedTuple):
    link_id: int
    id: int
    name: str


def linked_with(company: Company) -> list[Linked]:
    """Every company linked with this one, by name."""
    is_linked = or_(
        and_(CompanyLink.first_id == company.id, CompanyLink.second_id == Company.id),
        and_(CompanyLink.second_id == company.id, CompanyLink.first_id == Company.id),
    )
    query = (
        select(CompanyLink.id, Company.id, Company.name)
        .join(Company, is_linked)
        .where(CompanyLink.agency_id == tenancy.agency_id(), CompanyLink.deleted_at.is_(None))
        .order_by(func.lower(Company.name), Company.id)
    )
    return [Linked(*row) for row in db.session.execute(query)]


def to_link(company: Company, text: str) -> list[tuple[int, str, str | None]]:
    """(id, name, city) of ten companies that are not linked yet, from two letters on: anywhere in the
    name, those that begin with them first."""
    text = " ".join(text.split())[:LONGEST_TEXT]
    if len(text) < SHORTEST:
        return []
    known = [company.id, *(linked.id for linked in linked_with(company))]
    begins = func.lower(Company.name).startswith(text.lower(), autoescape=True)
    query = (
        select(Company.id, Company.name, Company.city)
        .where(
            Company.agency_id == tenancy.agency_id(),
            Company.name.icontains(text, autoescape=True),
            Company.id.not_in(known),
        )
        .order_by(begins.desc(), func.lower(Company.name), Company.id)
    )
    return [tuple(row) for row in db.session.execute(query.limit(SHOWN))]


def find_link(
    company: Company, link_id: int, *, deleted: bool = False
) -> tuple[CompanyLink, Company]:
    """The link, if it is one of this company's, and the company at its other end."""
    link = tenancy.find(CompanyLink, link_id, deleted=deleted)
    if company.id not in (link.first_id, link.second_id):
        raise RecordNotFound("CompanyLink")
    return link, tenancy.find(Company, link.other_than(company.id))
