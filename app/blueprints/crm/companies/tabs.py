"""The tabs of a company. A domain above the Vault adds its own: the Vault does not know it.

    offer("tickets", "Tickets", "tickets.company.index", count=count_of_tickets, order=70)
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import ScalarSelect, select

from app.blueprints.crm.companies.models import Company
from app.core.db import db

Count = Callable[[Company], ScalarSelect[int]]


@dataclass(frozen=True)
class Offer:
    key: str
    label: str
    endpoint: str
    count: Count | None
    order: int


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    url: str
    count: int | None


_offers: dict[str, Offer] = {}


def offer(key: str, label: str, endpoint: str, *, count: Count | None = None, order: int) -> None:
    """`endpoint` takes company_id; `count` gives a scalar subquery, so that one query counts all."""
    _offers[key] = Offer(key, label, endpoint, count, order)


def tabs_of(company: Company) -> list[Tab]:
    offers = sorted(_offers.values(), key=lambda o: o.order)
    counted = [o for o in offers if o.count]
    columns = [o.count(company).label(o.key) for o in counted if o.count]
    counts = db.session.execute(select(*columns)).one()._asdict() if columns else {}
    return [
        Tab(o.key, o.label, url_for(o.endpoint, company_id=company.id), counts.get(o.key))
        for o in offers
    ]
