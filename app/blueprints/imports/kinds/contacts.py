"""Contacts from a file, in the words of our own screens, HubSpot, Salesforce and EspoCRM."""

from collections.abc import Mapping
from typing import Any

from app.blueprints.crm.companies.choices import STATUSES, countries
from app.blueprints.crm.companies.country_names import country_like
from app.blueprints.crm.contacts.models import REQUIRED, Contact
from app.blueprints.imports.fields import (
    Field,
    Values,
    email,
    long_text,
    one_line,
    one_word,
    phone,
    url,
    yes_or_no,
)
from app.blueprints.imports.kinds.elsewhere import STATUSES_ELSEWHERE
from app.blueprints.imports.kinds.kind import Keys, Kind
from app.blueprints.imports.models import Import
from app.core.forms import to_id

COMPANY = ("company_ref", "company_name", "company_website")
NAMES = ("first_name", "last_name", "full_name")


def company_id(text: str, values: Values) -> int:
    found = to_id(text)
    if found is None:
        raise ValueError("use the number that Travault gave the company")
    return found


FIELDS = (
    Field(
        "company_name",
        "Company name",
        ("company", "account name", "account", "associated company", "primary company",
         "organisation", "organization", "client", "employer"),
        one_line(255),
    ),
    Field(
        "company_website",
        "Company website",
        ("website url", "website", "company domain name", "company domain", "domain", "web page"),
        url,
    ),
    Field("company_ref", "Company ID in Travault", ("travault company id",), company_id),
    Field("first_name", "First name", ("firstname", "given name", "forename"), one_line(100)),
    Field("last_name", "Last name", ("lastname", "surname", "family name"), one_line(100)),
    Field("full_name", "Full name", ("name", "contact full name", "contact name"), one_line(200)),
    Field(
        "country",
        "Country (to read phone numbers)",
        ("country/region", "mailing country", "business country", "address country", "country"),
        choices=countries,
        guess=country_like,
        empty="Use United Kingdom",
    ),
    Field("email", "E-mail", ("email", "email address", "business email"), email),
    Field(
        "phone",
        "Phone",
        ("phone number", "business phone", "telephone", "work phone", "office phone"),
        phone,
    ),
    Field("mobile", "Mobile", ("mobile phone number", "mobile phone", "cell", "cell phone"), phone),
    Field("job_title", "Job title", ("title", "position", "account title"), one_line(120)),
    Field("department", "Department", ("division",), one_line(120)),
    Field("is_booker", "Travel booker", ("booker", "arranger"), yes_or_no),
    Field("is_traveller", "Traveller", ("traveler",), yes_or_no),
    Field("is_vip", "VIP traveller", ("vip",), yes_or_no),
    Field("notes", "Notes", ("contact description", "contact note", "description"), long_text(5000)),
    Field(
        "company_status",
        "Account status of a new company",
        ("lifecycle stage", "lead status"),
        choices=lambda: STATUSES,
        guess=lambda text: STATUSES_ELSEWHERE.get(one_word(text)),
        empty="Use Lead",
    ),
)  # fmt: skip
COLUMNS = (
    "first_name", "last_name", "email", "phone", "mobile", "job_title", "department", "is_booker",
    "is_traveller", "is_vip", "notes",
)  # fmt: skip
NOTHING: dict[str, Any] = {
    **dict.fromkeys(COLUMNS),
    "first_name": "",
    "last_name": "",
    **dict.fromkeys(("is_primary", "is_booker", "is_traveller", "is_vip"), False),
}


def finish(values: Values) -> Values:
    """ "Carol van Dyke" is Carol, and van Dyke; "Dyke, Carol" is Carol Dyke."""
    whole = values.pop("full_name", None)
    if whole and not (values.get("first_name") or values.get("last_name")):
        last, comma, first = (part.strip() for part in whole.partition(","))
        if not comma:
            first, _, last = whole.partition(" ")
        names = {"first_name": first[:100], "last_name": last[:100]}
        values.update({key: name for key, name in names.items() if name})
    return values


def problem(values: Values) -> str | None:
    if not (values.get("first_name") or values.get("last_name")):
        return "First or last name: missing"
    return None


def keys(values: Mapping[str, Any]) -> Keys:
    """The e-mail address; then the name within the company."""
    found = [("e-mail", values["email"])] if values.get("email") else []
    name = f"{values.get('first_name') or ''} {values.get('last_name') or ''}".casefold().strip()
    if values.get("company_id") and name:
        found.append(("name in the company", f"{values['company_id']} {name}"))
    return found


def lacks(chosen: set[str]) -> str | None:
    if not chosen & set(NAMES):
        return "Choose the columns that hold the first and last name, or the full name"
    if not chosen & {*COMPANY, "email"}:
        return "Choose the column that tells the company: its name, its website or the e-mail"
    return None


def complete(values: Values, imported: Import) -> Values:
    known = {key: values[key] for key in (*COLUMNS, "company_id") if key in values}
    return {**NOTHING, **known, "import_id": imported.id}


def missing(values: Values) -> list[str]:
    return [label for key, label in REQUIRED.items() if not values.get(key)]


def title(values: Mapping[str, Any]) -> str:
    return f"{values.get('first_name') or ''} {values.get('last_name') or ''}".strip()


KIND = Kind(
    key="contacts",
    one="contact",
    many="contacts",
    endpoint="contact_directory.index",
    model=Contact,
    fields=FIELDS,
    columns=COLUMNS,
    key_columns=("company_id", "first_name", "last_name", "email"),
    keys=keys,
    title=title,
    problem=problem,
    lacks=lacks,
    complete=complete,
    missing=missing,
    stays=frozenset({"first_name", "last_name"}),
    finish=finish,
    needs_company=True,
    known_by="the e-mail address, or the name within the company",
)
