"""Programs whose exports are known by their headings, and lists that have none.

Headings as their makers describe them:
HubSpot: https://knowledge.hubspot.com/properties/hubspot-crm-default-company-properties and
https://knowledge.hubspot.com/properties/hubspots-default-contact-properties;
Salesforce: "Field Mapping for Other Data Sources and Organization Import",
https://help.salesforce.com/s/articleView?id=xcloud.field_mapping_for_other_data_sources_and_organization_import.htm;
EspoCRM: the labels of its fields, application/Espo/Modules/Crm/Resources/i18n/en_US/Account.json and
Contact.json of https://github.com/espocrm/espocrm;
OpenFlights: https://openflights.org/data.php.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.blueprints.imports.fields import one_word


@dataclass(frozen=True)
class Source:
    """`marks` are headings that only this export has together, or by `is_row` its first row. A list
    without a heading gets `headings`; `wanted` says which of its rows count, `empty` which of its
    cells mean nothing, `constants` what all its rows have in common."""

    key: str
    label: str
    kind: str
    marks: tuple[tuple[str, ...], ...] = ()
    headings: tuple[str, ...] = ()
    is_row: Callable[[list[str]], bool] = lambda cells: False
    wanted: Callable[[list[str]], bool] = lambda cells: True
    empty: frozenset[str] = frozenset()
    constants: dict[str, Any] = field(default_factory=dict)
    note: str = ""


def _is_airline(cells: list[str]) -> bool:
    return len(cells) == 8 and cells[0].lstrip("-").isdigit() and cells[7].strip() in ("Y", "N")


def _is_active(cells: list[str]) -> bool:
    """The first two rows stand for "unknown" and "a private flight"."""
    return not _is_airline(cells) or (cells[7].strip() == "Y" and int(cells[0]) > 1)


SOURCES = (
    Source("openflights", "OpenFlights", "suppliers",
        headings=("Airline ID", "Name", "Alias", "IATA", "ICAO", "Callsign", "Country", "Active"),
        is_row=_is_airline, wanted=_is_active, empty=frozenset({"\\N", "-", "N/A"}),
        constants={"supplier_type": "air", "origin": "Source: OpenFlights.org, Open Database License"},
        note="Only its active airlines are imported, as suppliers of the type Air. Each one names the source, as its licence asks."),
    Source("hubspot", "HubSpot", "contacts",
        (("Record ID", "First Name", "Last Name", "Email"), ("Record ID - Contact",), ("First Name", "Last Name", "Contact owner"),
         ("First Name", "Last Name", "Lifecycle Stage"), ("First Name", "Last Name", "Associated Company IDs"))),
    Source("hubspot", "HubSpot", "companies",
        (("Record ID", "Company name"), ("Company name", "Company owner"), ("Company Domain Name", "Company name"), ("Record ID - Company",))),
    Source("salesforce", "Salesforce", "contacts",
        (("Contact ID", "Last Name"), ("First Name", "Last Name", "Account Name"), ("FirstName", "LastName", "AccountId"),
         ("Last Name", "Mailing Street"), ("Contact Full Name", "Account Name"))),
    Source("salesforce", "Salesforce", "companies",
        (("Account ID", "Account Name"), ("Account Name", "Billing Street"), ("Account Name", "Account Owner"),
         ("BillingStreet", "BillingPostalCode"))),
    Source("espocrm", "EspoCRM", "contacts",
        (("First Name", "Last Name", "Assigned User"), ("First Name", "Last Name", "Account"), ("First Name", "Last Name", "Assigned User Name"),
         ("firstName", "lastName", "emailAddress"), ("Name", "Email", "Account", "Assigned User"))),
    Source("espocrm", "EspoCRM", "companies",
        (("Name", "Billing Address Street"), ("Name", "Website", "Assigned User"), ("Name", "Type", "Industry", "Assigned User Name"),
         ("billingAddressStreet", "billingAddressCity"), ("Name", "Billing Address City"))),
)  # fmt: skip


def recognised(first_row: list[str]) -> Source | None:
    words = {one_word(cell) for cell in first_row}
    for source in SOURCES:
        if source.is_row(first_row):
            return source
        if any({one_word(mark) for mark in marks} <= words for marks in source.marks):
            return source
    return None


def source_of(key: str | None, kind: str) -> Source | None:
    found = [source for source in SOURCES if source.key == key]
    return next((source for source in found if source.kind == kind), next(iter(found), None))
