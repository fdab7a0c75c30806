"""Suppliers of the directory from a file, and airlines as OpenFlights lists them."""

from collections.abc import Mapping
from typing import Any

from app.blueprints.imports.fields import (
    Field,
    Values,
    email,
    long_text,
    one_line,
    one_word,
    phone,
    several,
    url,
)
from app.blueprints.imports.kinds.kind import Keys, Kind
from app.blueprints.imports.models import Import
from app.blueprints.suppliers.choices import TYPES
from app.blueprints.suppliers.models import Supplier

WORDS = {
    "airline": "air", "airlines": "air", "flight": "air", "flights": "air", "aviation": "air",
    "hotel": "accommodation", "hotels": "accommodation", "apartment": "accommodation",
    "lodging": "accommodation", "carhire": "ground", "carrental": "ground", "taxi": "ground",
    "transfer": "ground", "transfers": "ground", "coach": "ground", "groundtransport": "ground",
    "train": "rail", "trains": "rail", "railway": "rail",
}  # fmt: skip
CODES = {
    "iata": "IATA",
    "icao": "ICAO",
    "callsign": "callsign",
    "alias": "also",
    "country_name": "",
    "origin": "\n",
}
FIELDS = (
    Field(
        "name", "Name", ("supplier", "supplier name", "company", "airline", "hotel"), one_line(100)
    ),
    Field(
        "supplier_type",
        "Type",
        ("supplier type", "category", "kind"),
        choices=lambda: TYPES,
        guess=lambda text: WORDS.get(one_word(text)),
        empty="Use Other",
    ),
    Field("websites", "Websites", ("website", "website url", "url", "web"), several(url)),
    Field(
        "numbers",
        "Contact numbers",
        ("phone", "phones", "telephone", "phone number", "numbers", "contact number"),
        several(phone),
    ),
    Field("general_email", "General e-mail", ("email", "e-mail", "email address"), email),
    Field("group_email", "Group e-mail", ("groups email", "group email"), email),
    Field("manager_name", "Account manager", ("manager", "rep", "contact"), one_line(200)),
    Field("manager_phone", "Account manager’s phone", ("account manager phone",), phone),
    Field("manager_email", "Account manager’s e-mail", ("account manager email",), email),
    Field("other", "Other", ("notes", "comments", "description"), long_text(4000)),
    Field("iata", "IATA code (into Other)", ("iata", "iata code"), one_line(10)),
    Field("icao", "ICAO code (into Other)", ("icao", "icao code"), one_line(10)),
    Field("callsign", "Callsign (into Other)", ("callsign",), one_line(60)),
    Field("alias", "Other name (into Other)", ("alias",), one_line(100)),
    Field("country_name", "Country (into Other)", ("country",), one_line(80)),
)
COLUMNS = tuple(field.key for field in FIELDS if field.key not in CODES)
NOTHING: dict[str, Any] = {
    **dict.fromkeys(COLUMNS),
    "supplier_type": "other",
    "websites": [],
    "numbers": [],
}


def finish(values: Values) -> Values:
    """Codes become a line of "Other": "IATA BA, ICAO BAW, callsign SPEEDBIRD, United Kingdom"."""
    codes = {key: values.pop(key, None) for key in CODES}
    origin = codes.pop("origin")
    line = ", ".join(f"{CODES[key]} {code}".strip() for key, code in codes.items() if code)
    other = "\n".join(part for part in (values.get("other"), line, origin) if part)
    return {**values, "other": other} if other else values


def keys(values: Mapping[str, Any]) -> Keys:
    kind = values.get("supplier_type") or "other"
    return [("name and type", f"{kind} {values['name'].lower()}")] if values.get("name") else []


def complete(values: Values, imported: Import) -> Values:
    return {**NOTHING, **values, "import_id": imported.id}


KIND = Kind(
    key="suppliers",
    one="supplier",
    many="suppliers",
    endpoint="suppliers.suppliers.index",
    model=Supplier,
    fields=FIELDS,
    columns=COLUMNS,
    key_columns=("name", "supplier_type"),
    keys=keys,
    title=lambda values: values["name"],
    problem=lambda values: None if values.get("name") else "Name: missing",
    lacks=lambda chosen: None if "name" in chosen else "Choose the column that holds the name",
    complete=complete,
    missing=lambda values: [],
    stays=frozenset({"name", "supplier_type"}),
    finish=finish,
    can_double=False,
    known_by="its name and type",
)
