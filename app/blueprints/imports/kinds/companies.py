"""Companies from a file, in the words of our own screens, HubSpot, Salesforce and EspoCRM."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update

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
from app.blueprints.crm.companies.likeness import name_key, web_domain
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
from app.blueprints.imports.kinds.kind import Keys, Kind, Update
from app.blueprints.imports.kinds.places import place
from app.blueprints.imports.models import Import
from app.core import clock, tenancy
from app.core.choices import Choices
from app.core.db import db

SHARED_SITES = {
    "facebook.com", "linkedin.com", "uk.linkedin.com", "instagram.com", "x.com", "twitter.com",
    "sites.google.com", "google.com",
}  # fmt: skip
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


def alike(name: str | None) -> str | None:
    """Names with the same key are one; a name of nothing but "Company Ltd" is itself."""
    return (name_key(name) or name.casefold()) if name else None


def own_site(website: str | None) -> str | None:
    domain = web_domain(website) if website else None
    return domain if domain not in SHARED_SITES else None


def keys(values: Mapping[str, Any]) -> Keys:
    """The name without its legal form, then the domain, the e-mail address, the phone number."""
    found = [
        ("name", alike(values.get("name"))),
        ("website", own_site(values.get("website"))),
        ("e-mail", values.get("email")),
        ("phone", values.get("phone")),
    ]
    return [(by, value) for by, value in found if value]


def complete(values: Values, imported: Import) -> Values:
    whole = {**NOTHING, **values, "import_id": imported.id}
    if whole["owner_id"] is None and imported.user.role in OWNER_ROLES:
        whole["owner_id"] = imported.user_id
    return whole


def missing(values: Values) -> list[str]:
    return [label for key, label in REQUIRED.items() if not values.get(key)]


def enter_pipeline(ids: list[int], rows: list[Values]) -> None:
    entered = [
        {"company_id": company_id, "to_status": row["status"]}
        for company_id, row in zip(ids, rows, strict=True)
        if row["status"] in STAGES
    ]
    if entered:
        db.session.execute(insert(StageMove), entered)


def move_in_pipeline(batch: Update) -> None:
    """A status that is a stage, before or after, makes a move, as it does by hand."""
    moves = []
    for company_id, changes in batch.changed.items():
        if not STAGES.keys() & set(changes.get("status", ())):
            continue
        before, after = changes.pop("status")
        record = batch.records[company_id]
        moves.append(
            {
                "company_id": company_id,
                "from_status": before,
                "to_status": after,
                "since": record["stage_since"],
                "at": batch.at,
                "mover_id": batch.imported.user_id,
            }
        )
        batch.before[company_id]["stage_since"] = record["stage_since"]
        record["stage_since"] = batch.at
    if moves:
        db.session.execute(insert(StageMove), moves)


def take_moves_back(ids: list[int], stamped_at: datetime) -> None:
    own = (StageMove.agency_id == tenancy.agency_id()) & StageMove.company_id.in_(ids)
    made = update(StageMove).where(own, StageMove.at == stamped_at)
    db.session.execute(
        made.values(taken_back_at=clock.now()), execution_options={"synchronize_session": False}
    )


KIND = Kind(
    key="companies",
    one="company",
    many="companies",
    endpoint="companies.companies.index",
    model=Company,
    fields=FIELDS,
    columns=(*NOTHING, "stage_since"),
    key_columns=("name", "website", "email", "phone"),
    keys=keys,
    title=lambda values: values["name"],
    problem=lambda values: None if values.get("name") else "Company name: missing",
    lacks=lambda chosen: (
        None if "name" in chosen else "Choose the column that holds the company name"
    ),
    complete=complete,
    missing=missing,
    stays=frozenset({"name"}),
    known_by="its name (whatever the legal form), website, e-mail address or phone number",
    added=enter_pipeline,
    updated=move_in_pipeline,
    restored=take_moves_back,
)
