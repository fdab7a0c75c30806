"""Companies that what somebody types may be already."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from app.blueprints.crm.companies.likeness import email_domain, name_key, web_domain
from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.db import db
from app.core.reach import normal_phone

SHOWN = 5
SHORTEST = 3
NEAR = 0.85
LOOKED_AT = 300
COLUMNS = (Company.id, Company.name, Company.city, Company.name_key, Company.phone)
DOMAINS = (Company.email_domain, Company.web_domain)


@dataclass(frozen=True)
class Duplicate:
    """`why` says what the two have in common."""

    id: int
    name: str
    city: str | None
    why: str


def duplicates(typed: Mapping[str, Any], but: Company | None = None) -> list[Duplicate]:
    """The five likeliest: the same phone, the same domain, then a name that is the same or nearly so
    when case, punctuation and the legal form are left out."""
    found: dict[int, Duplicate] = {}
    for why, query in _queries(typed):
        for row in db.session.execute(query.limit(SHOWN + 1)):
            found.setdefault(row.id, Duplicate(row.id, row.name, row.city, why))
    for duplicate in _named_like(typed.get("name") or ""):
        found.setdefault(duplicate.id, duplicate)
    return [d for d in found.values() if but is None or d.id != but.id][:SHOWN]


def _queries(typed: Mapping[str, Any]) -> list[tuple[str, Select[Any]]]:
    phone = _phone(typed)
    mail, web = email_domain(typed.get("email")), web_domain(typed.get("website"))
    domains = sorted({domain for domain in (mail, web) if domain})
    queries = []
    if phone:
        queries.append(("Same phone", _rows(Company.phone == phone)))
    if domains:
        is_same = or_(*(column.in_(domains) for column in DOMAINS))
        queries.append(("Same website or e-mail domain", _rows(is_same)))
    return queries


def _named_like(name: str) -> list[Duplicate]:
    """Names whose keys are equal, begin alike or differ by a slip of the fingers. Only comparisons
    that an index can answer under row-level security; the closeness is judged here."""
    key = name_key(name[:255])
    if len(key) < SHORTEST:
        return []
    start = key[: max(SHORTEST, len(key) * 2 // 3)]
    begins = Company.name_key.between(start, start + "\uffff")
    shorter = Company.name_key.in_([key[:length] for length in range(4, len(key) + 1)] or [key])
    rows = {
        row.id: row
        for condition in (shorter, begins)
        for row in db.session.execute(_rows(condition).order_by(Company.name_key).limit(LOOKED_AT))
    }
    near = sorted(((_closeness(key, row.name_key), row) for row in rows.values()), key=_best_first)
    return [
        Duplicate(row.id, row.name, row.city, "Similar name")
        for value, row in near
        if value >= NEAR
    ]


def _closeness(typed: str, other: str) -> float:
    if typed == other:
        return 1
    shorter, longer = sorted((typed, other), key=len)
    if len(shorter) >= 5 and longer.startswith(shorter):
        return 0.9
    return SequenceMatcher(None, typed, other).ratio()


def _best_first(found: tuple[float, Any]) -> tuple[float, str, int]:
    closeness, row = found
    return -closeness, row.name.lower(), row.id


def _rows(condition: ColumnElement[bool]) -> Select[Any]:
    return select(*COLUMNS).where(Company.agency_id == tenancy.agency_id(), condition)


def _phone(typed: Mapping[str, Any]) -> str | None:
    number = str(typed.get("phone") or "")[:60]
    try:
        return normal_phone(number, typed.get("country") or "GB") if number else None
    except ValueError:
        return None
