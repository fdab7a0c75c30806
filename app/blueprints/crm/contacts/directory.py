"""The contacts of all companies, for the list at /contacts."""

import re

from sqlalchemy import ColumnElement, func, or_, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import TAGS, Contact
from app.core import tenancy
from app.core.context import reader
from app.core.lists import Listing, contains

NAME = func.lower(Contact.first_name), func.lower(Contact.last_name)
NUMBER = re.compile(r"\+?\d{4,20}")
TEXTS = contains(
    Contact.first_name + " " + Contact.last_name, Contact.email, Contact.job_title, Company.name
)


def matches(value: str) -> ColumnElement[bool]:
    """A phone number as people write it, else every word in the name, the e-mail address, the job
    title or the company's name."""
    number = re.sub(r"[\s().-]", "", value)
    if not NUMBER.fullmatch(number):
        return TEXTS(value)
    digits = number.lstrip("0") or number
    return or_(Contact.phone.contains(digits), Contact.mobile.contains(digits))


def with_tag(value: str) -> ColumnElement[bool] | None:
    return getattr(Contact, f"is_{value}").is_(True) if f"is_{value}" in TAGS else None


LISTING = Listing(
    sorts={
        "name": NAME,
        "company": (func.lower(Company.name), *NAME),
        "job_title": func.lower(Contact.job_title),
        "email": Contact.email,
        "created": Contact.created_at,
    },
    default="name",
    filters={
        "q": matches,
        "tag": with_tag,
        "mine": lambda value: Company.owner_id == reader().id if value == "1" else None,
    },
    tie_breaker=Contact.id,
    nulls_last=frozenset({"job_title", "email"}),
)

# The columns of the list; rows, not objects, because fifty of them are made per page.
CONTACT_ROWS = (
    select(
        Contact.id,
        Contact.company_id,
        Contact.first_name,
        Contact.last_name,
        Contact.job_title,
        Contact.phone,
        Contact.mobile,
        Contact.email,
        Contact.is_primary,
        Contact.is_booker,
        Contact.is_traveller,
        Contact.is_vip,
        Contact.created_at,
        Company.name.label("company"),
    )
    .join(Company, Company.id == Contact.company_id)
    .where(Contact.agency_id == tenancy.CURRENT_AGENCY, Contact.deleted_at.is_(None))
)
