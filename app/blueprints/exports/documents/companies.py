"""The companies report: what a filter shows, counted by status and listed."""

from collections import Counter
from typing import Any

from app.blueprints.crm.companies.choices import COMPANY_TYPES, INDUSTRIES, STATUSES
from app.blueprints.exports.documents.document import PIECE, Pieces
from app.blueprints.exports.tables import companies

MOST = 2000
LABELS = {"type": COMPANY_TYPES, "status": STATUSES, "industry": INDUSTRIES}


class Report:
    def about(self, subject_id: int | None, query: str | None) -> tuple[str, None, str]:
        return "Companies report", None, companies.TABLE.clean(query)

    def pieces_of(self, export: Any) -> Pieces:
        """At most 2,000 companies: more are for a spreadsheet."""
        ids = companies.TABLE.ids(export.query or "", MOST + 1)
        chunks = list(companies.TABLE.chunks(ids[:MOST], PIECE))
        rows = [row for chunk in chunks for row in chunk]
        shown = {
            "labels": LABELS,
            "is_cut": len(ids) > MOST,
            "total": len(rows),
            "types": _counted(rows, "company_type", COMPANY_TYPES),
            "statuses": _counted(rows, "status", STATUSES),
        }
        for chunk in chunks:
            yield "pdf/companies/report.html", {"rows": chunk, **shown}


def _counted(rows: list[Any], column: str, choices: dict[str, str]) -> list[tuple[str, int]]:
    """(label, how many) in the order of the choices, without those that nobody has."""
    found = Counter(getattr(row, column) for row in rows)
    return [(label, found[key]) for key, label in choices.items() if found[key]]
