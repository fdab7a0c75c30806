"""Countries as other programs write them, and places in one cell such as "Saint Paul, Minnesota"."""

import re

from app.blueprints.crm.companies.country_names import country_like
from app.blueprints.imports.fields import one_word

US_STATES = {
    "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware",
    "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky",
    "louisiana", "maine", "maryland", "massachusetts", "michigan", "minnesota", "mississippi",
    "missouri", "montana", "nebraska", "nevada", "newhampshire", "newjersey", "newmexico",
    "newyork", "northcarolina", "northdakota", "ohio", "oklahoma", "oregon", "pennsylvania",
    "rhodeisland", "southcarolina", "southdakota", "tennessee", "texas", "utah", "vermont",
    "virginia", "washington", "westvirginia", "wisconsin", "wyoming", "dc", "districtofcolumbia",
}  # fmt: skip
FOOTNOTE = re.compile(r"\[\w{1,3}\]")
NOTHING = {"", "none", "na", "unknown", "remote", "various", "multiple"}


def place(text: str, most: int) -> dict[str, str]:
    """City, region and, where the last part tells it, country. Of several places ("Columbus, Ohio;
    Detroit, Michigan") the first one counts; footnotes ("Florida[3]") are dropped."""
    first = FOOTNOTE.sub("", text.partition(";")[0])
    parts = [" ".join(part.split()) for part in first.split(",")]
    parts = [part for part in parts if one_word(part) not in NOTHING]
    found: dict[str, str] = {}
    if len(parts) > 1 and one_word(parts[-1]) in US_STATES:
        found["country"] = "US"
    elif len(parts) > 1 and (country := country_like(parts[-1])):
        found["country"] = country
        parts.pop()
    if parts:
        found["city"], found["region"] = parts[0], ", ".join(parts[1:])
    if any(len(part) > most for part in found.values()):
        raise ValueError(f"use at most {most} characters each for city and region")
    return {key: part for key, part in found.items() if part}
