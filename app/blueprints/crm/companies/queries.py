"""What the Vault's screens show."""

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.blueprints.accounts.models import User
from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.crm.companies.choices import COMPANY_TYPES, INDUSTRIES, STATUSES
from app.blueprints.crm.companies.models import REQUIRED, Company
from app.core import tenancy
from app.core.context import reader
from app.core.db import db
from app.core.forms import to_id
from app.core.lists import LONGEST_TEXT, Listing, one_of
from app.core.tenancy import RecordNotFound


def is_incomplete():
    """A required field is missing, as an import may leave it."""
    return or_(*(getattr(Company, name).is_(None) for name in REQUIRED))


def _searched(value: str):
    """Every word somewhere in name, e-mail, phone or city. A phone number is stored with its country
    code, so the zero that people dial at home is left out."""
    words = [_dialled(word) for word in value.lower().split()[:8]]
    return and_(*(Company.searched.contains(word, autoescape=True) for word in words))


def _dialled(word: str) -> str:
    return word.lstrip("0") or word if word.isdigit() else word


LISTING = Listing(
    sorts={
        "name": func.lower(Company.name),
        "type": Company.company_type,
        "status": Company.status,
        "owner": User.first_name,
        "ops_team": Company.ops_team,
        "industry": Company.industry,
        "phone": Company.phone,
        "last_activity": Company.last_activity_at,
        "created": Company.created_at,
    },
    default="name",
    filters={
        "q": _searched,
        "type": one_of(Company.company_type, COMPANY_TYPES),
        "status": one_of(Company.status, STATUSES),
        "industry": one_of(Company.industry, INDUSTRIES),
        "owner": lambda value: Company.owner_id == to_id(value) if to_id(value) else None,
        "incomplete": lambda value: is_incomplete() if value == "1" else None,
        "mine": lambda value: Company.owner_id == reader().id if value == "1" else None,
    },
    tie_breaker=Company.id,
    nulls_last=frozenset({"last_activity", "owner", "phone", "ops_team", "industry"}),
)


# The columns of the list; rows, not objects, because fifty of them are made per page.
COMPANY_ROWS = (
    select(
        Company.id,
        Company.name,
        Company.company_type,
        Company.status,
        Company.ops_team,
        Company.industry,
        Company.phone,
        Company.last_activity_at,
        Company.created_at,
        User.first_name.label("owner_first_name"),
        User.last_name.label("owner_last_name"),
    )
    .outerjoin(User, User.id == Company.owner_id)
    .where(Company.agency_id == tenancy.CURRENT_AGENCY)
)


def filter_choices() -> dict[str, list]:
    """What the list can be filtered by; owners are all colleagues who may own a company."""
    return {
        "types": COMPANY_TYPES.pairs,
        "statuses": STATUSES.pairs,
        "industries": INDUSTRIES.pairs,
        "owners": tuple(colleague_choices("admin", "manager", "sales")),
    }


def companies_named(text: str, limit: int = 10) -> list[tuple[int, str, str | None]]:
    """(id, name, city) for pickers: names that contain the text, those that begin with it first."""
    text = text.strip()[:LONGEST_TEXT]
    begins = func.lower(Company.name).startswith(text.lower(), autoescape=True)
    query = (
        select(Company.id, Company.name, Company.city)
        .where(
            Company.agency_id == tenancy.agency_id(),
            Company.name.icontains(text, autoescape=True),
        )
        .order_by(begins.desc(), func.lower(Company.name), Company.id)
    )
    return [tuple(row) for row in db.session.execute(query.limit(limit))]


def find_client(company_id: int, *, lock: bool = False) -> Company:
    """The company, unless it is a supplier: those have neither client notes nor fees."""
    query = tenancy.scoped(Company).where(Company.id == company_id)
    query = query.options(joinedload(Company.owner))
    company = db.session.scalar(query.with_for_update(of=Company) if lock else query)
    if company is None or company.is_supplier:
        raise RecordNotFound("Company")
    return company
