"""What the directory shows."""

from sqlalchemy import and_, exists, func, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.suppliers.choices import TYPES
from app.blueprints.suppliers.models import Supplier
from app.blueprints.suppliers.words import typed
from app.core import tenancy
from app.core.db import db
from app.core.lists import Listing, one_of

MOST_COMPANIES = 1000


def has_words(text: str):
    """Every word somewhere in the supplier, whatever its case, accents and punctuation."""
    words = typed(text)
    return and_(*(Supplier.words.contains(word, autoescape=True) for word in words))


LISTING = Listing(
    sorts={"name": func.lower(Supplier.name)},
    default="name",
    filters={
        "q": lambda value: has_words(value) if typed(value) else None,
        "type": one_of(Supplier.supplier_type, TYPES),
    },
    tie_breaker=Supplier.id,
)


def supplier_rows():
    """(supplier, the name of its company); the company is not loaded."""
    return (
        select(Supplier, Company.name.label("company_name"))
        .outerjoin(Company, Company.id == Supplier.company_id)
        .where(Supplier.agency_id == tenancy.CURRENT_AGENCY)
    )


def is_taken(supplier_type: str, name: str, *, but: Supplier | None = None) -> bool:
    """Whether another supplier of this type has the name, ignoring case."""
    same = exists().where(
        Supplier.agency_id == tenancy.agency_id(),
        Supplier.supplier_type == supplier_type,
        func.lower(Supplier.name) == func.lower(name),
        Supplier.id != (but.id if but else 0),
    )
    return bool(db.session.scalar(select(same)))


def supplier_companies() -> list[tuple[int, str]]:
    """(id, name) of the Vault's companies of type Supplier, for the link."""
    query = (
        select(Company.id, Company.name)
        .where(Company.agency_id == tenancy.CURRENT_AGENCY, Company.company_type == "supplier")
        .order_by(func.lower(Company.name), Company.id)
    )
    return [(id, name) for id, name in db.session.execute(query.limit(MOST_COMPANIES))]
