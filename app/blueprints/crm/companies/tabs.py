"""The page of a company and its tabs. A domain above the Vault adds its own: the Vault does not know it.

    tabs.offer("tickets", "Tickets", "tickets.company.index", count=count_of_tickets, order=70)

and answers in that endpoint with `tabs.show(company, "tickets", "tickets/company/_tab.html", page=page)`.
A link or form that changes the tab's list swaps `#company-panel`, one that changes counts `#company`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, url_for
from sqlalchemy import ScalarSelect, select

from app.blueprints.crm.companies import header
from app.blueprints.crm.companies.models import Company
from app.core import web
from app.core.db import db

Count = Callable[[Company], ScalarSelect[int]]
Condition = Callable[[Company], bool]
PAGE = "crm/companies/show.html"
PART = "crm/companies/_company.html"


@dataclass(frozen=True)
class Offer:
    key: str
    label: str
    endpoint: str
    count: Count | None
    order: int
    when: Condition


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    url: str
    count: int | None
    current: bool


_offers: dict[str, Offer] = {}


def offer(
    key: str,
    label: str,
    endpoint: str,
    *,
    count: Count | None = None,
    order: int,
    when: Condition = lambda company: True,
) -> None:
    """`endpoint` takes company_id; `count` gives a scalar subquery, so that one query counts all;
    `when` says which companies have the tab."""
    _offers[key] = Offer(key, label, endpoint, count, order, when)


def show(company: Company, tab: str, panel: str, *, status: int = 200, **context: Any) -> Response:
    """The company's page with this tab open; `panel` is the tab's template. Htmx gets what stands in
    `#company`: header, tabs with their counts, and the panel."""
    return web.page(PAGE, part=PART, status=status, **frame(company, tab, panel), **context)


def frame(company: Company, tab: str, panel: str) -> dict[str, Any]:
    """What `crm/companies/show.html` and `_company.html` need besides the panel's own context."""
    offers = sorted((o for o in _offers.values() if o.when(company)), key=lambda o: o.order)
    counts, answers = _ask(company, offers)
    tabs = [_tab(o, company, counts.get(o.key), o.key == tab) for o in offers]
    return {"company": company, "tabs": tabs, "tab": tab, "panel": panel, **answers}


def _ask(company: Company, offers: list[Offer]) -> tuple[dict[str, int], dict[str, Any]]:
    """The counts of the tabs and what the header asks, by one query."""
    counts = {o.key: o.count(company) for o in offers if o.count}
    questions = {key: question(company) for key, question in header.questions().items()}
    columns = [query.label(key) for key, query in {**counts, **questions}.items()]
    found = db.session.execute(select(*columns)).one()._asdict() if columns else {}
    return {key: found[key] for key in counts}, {key: found[key] for key in questions}


def _tab(offer: Offer, company: Company, count: int | None, current: bool) -> Tab:
    url = url_for(offer.endpoint, company_id=company.id)
    return Tab(offer.key, offer.label, url, count, current)
