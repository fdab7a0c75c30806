"""The dossier of a company: its details, contacts, notes, fees, tickets, and what happened in a period."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from app.blueprints.crm.companies.models import Company
from app.blueprints.exports.documents.document import Pieces
from app.blueprints.exports.documents.records import (
    activities_of,
    contacts_of,
    fees_of_client,
    in_sections,
    notes_of_client,
    tickets_of,
)
from app.core import clock, tenancy
from app.core.choices import Choices

PERIODS = Choices(quarter="last 3 months", year="last 12 months", all="all activities")
DAYS = {"quarter": 92, "year": 366}


class Dossier:
    """`query` says the period of its activities: "period=year"."""

    def about(self, subject_id: int | None, query: str | None) -> tuple[str, int, str]:
        company = tenancy.find(Company, subject_id)
        period = period_of(query)
        title = f"{company.name}: dossier"
        if period in DAYS:
            title += f", {PERIODS[period]}"
        return title, company.id, urlencode({"period": period})

    def pieces_of(self, export: Any) -> Pieces:
        """One piece for an ordinary company; the lists of a large one run on over several."""
        company, period = tenancy.find(Company, export.subject_id), period_of(export.query)
        since = clock.now() - timedelta(days=DAYS[period]) if period in DAYS else None
        sections = {
            "contacts": contacts_of(company),
            "tickets": tickets_of(company),
            "activities": activities_of(company, since),
        }
        if not company.is_supplier:
            own = {"notes": notes_of_client(company), "fees": fees_of_client(company)}
            sections = {"contacts": sections.pop("contacts"), **own, **sections}
        for shown, empty in in_sections(sections):
            yield (
                "pdf/companies/company.html",
                {
                    "company": company,
                    "shown": shown,
                    "empty": empty,
                    "period": PERIODS[period] if since else "",
                },
            )


def period_of(query: str | None) -> str:
    """What is no period is all of it."""
    period = dict(parse_qsl(query or "")).get("period", "")
    return period if period in PERIODS else "all"


DOCUMENT = Dossier()
