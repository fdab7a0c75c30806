"""Companies from a file, in the words of our own screens, HubSpot, Salesforce and EspoCRM."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import String, exists, func, insert, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.blueprints.accounts.queries import colleagues
from app.blueprints.crm.companies.choices import (
    CLIENT_TYPES,
    COMPANY_TYPES,
    INDUSTRIES,
    STAGES,
    STATUSES,
    countries,
)
from app.blueprints.crm.companies.country_names import country_like
from app.blueprints.crm.companies.models import REQUIRED, Company
from app.blueprints.crm.moves.models import StageMove
from app.blueprints.imports.fields import (
    Field,
    Values,
    email,
    long_text,
    one_line,
    one_word,
    phone,
    url,
)
from app.blueprints.imports.kinds.elsewhere import STATUSES_ELSEWHERE, TYPES_ELSEWHERE
from app.blueprints.imports.kinds.industries import industry_like
from app.blueprints.imports.kinds.kind import Kind
from app.blueprints.imports.kinds.places import place
from app.blueprints.imports.models import Import
from app.core import tenancy
from app.core.choices import Choices
from app.core.db import db

OWNER_ROLES = ("admin", "manager", "sales")


def owners() -> Choices:
    return Choices({str(user.id): user.name for user in colleagues(*OWNER_ROLES)})


FIELDS = (
    Field(
        "name",
        "Company name",
        ("company", "account name", "name", "organisation", "organization", "client", "security"),
        one_line(255),
    ),
    Field(
        "company_type",
        "Company type",
        ("type", "account type"),
        choices=lambda: COMPANY_TYPES,
        guess=lambda text: TYPES_ELSEWHERE.get(one_word(text)),
        empty="Use Prospect Client",
    ),
    Field(
        "client_type",
        "Client type",
        choices=lambda: CLIENT_TYPES,
        empty="Use Travel",
    ),
    Field(
        "status",
        "Account status",
        ("status", "lifecycle stage", "lead status"),
        choices=lambda: STATUSES,
        guess=lambda text: STATUSES_ELSEWHERE.get(one_word(text)),
        empty="Use Lead",
    ),
    Field(
        "industry",
        "Industry",
        ("gics sub-industry", "sub-industry", "gics industry", "gics sector", "sector"),
        choices=lambda: INDUSTRIES,
        guess=industry_like,
    ),
    Field(
        "street",
        "Street",
        ("street address", "billing street", "billing address street", "address", "address street"),
        one_line(255, joined_by=", "),
    ),
    Field("city", "City", ("billing city", "billing address city", "town"), one_line(120)),
    Field(
        "region",
        "State or province",
        (
            "state/region",
            "state",
            "region",
            "province",
            "county",
            "billing state/province",
            "billing state",
            "billing address state",
        ),
        one_line(120),
    ),
    Field(
        "postal_code",
        "Postal code",
        (
            "postcode",
            "zip",
            "zip code",
            "zip/postal code",
            "billing zip/postal code",
            "billing postal code",
            "billing address postal code",
        ),
        one_line(20),
    ),
    Field(
        "country",
        "Country",
        ("country/region", "billing country", "billing address country"),
        choices=countries,
        guess=country_like,
    ),
    Field(
        "place",
        "City, state (and country) in one",
        ("headquarters location", "headquarters", "location", "hq location"),
        lambda text, values: place(text, 120),
        spreads=("city", "region", "country"),
    ),
    Field(
        "phone",
        "Phone",
        ("phone number", "telephone", "main phone", "account phone"),
        phone,
    ),
    Field("email", "E-mail", ("email", "email address", "company email"), email),
    Field(
        "website",
        "Website",
        ("website url", "company domain name", "domain", "url", "web", "homepage"),
        url,
    ),
    Field(
        "linkedin_url",
        "LinkedIn address",
        ("linkedin", "linkedin url", "linkedin company page", "company linkedin page"),
        url,
    ),
    Field(
        "owner_id",
        "Owner",
        ("company owner", "account owner", "assigned user", "assigned user name"),
        lambda text, values: int(text),
        choices=owners,
        empty="Whoever imports",
    ),
    Field("ops_team", "Ops team", ("team", "teams"), one_line(120)),
    Field(
        "description",
        "Description",
        ("about us", "notes", "account description"),
        long_text(5000),
    ),
)
COLUMNS = [key for field in FIELDS for key in field.spreads or (field.key,)]
NOTHING: dict[str, Any] = {
    **dict.fromkeys(COLUMNS),
    "company_type": "prospect",
    "client_type": "travel",
    "status": "lead",
}


def present(names: Iterable[str]) -> set[str]:
    given = func.unnest(literal(list(names), ARRAY(String))).table_valued("name")
    same = exists().where(
        Company.agency_id == tenancy.agency_id(),
        func.lower(Company.name) == func.lower(given.c.name),
    )
    return set(db.session.scalars(select(given.c.name).where(same)))


def complete(values: Values, imported: Import) -> Values:
    whole = {**NOTHING, **values, "import_id": imported.id}
    if whole["owner_id"] is None and imported.user.role in OWNER_ROLES:
        whole["owner_id"] = imported.user_id
    return whole


def missing(values: Values) -> list[str]:
    return [label for key, label in REQUIRED.items() if not values.get(key)]


def add(rows: list[Values]) -> None:
    added = db.session.execute(insert(Company).returning(Company.id, Company.status), rows)
    entered = [
        {"company_id": company_id, "to_status": status}
        for company_id, status in added
        if status in STAGES
    ]
    if entered:
        db.session.execute(insert(StageMove), entered)


KIND = Kind(
    key="companies",
    one="company",
    many="companies",
    endpoint="companies.companies.index",
    fields=FIELDS,
    present=present,
    complete=complete,
    missing=missing,
    add=add,
)
