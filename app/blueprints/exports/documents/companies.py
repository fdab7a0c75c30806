"""The companies report: what a filter shows, counted by status and listed."""

from typing import Any

from app.blueprints.crm.companies.choices import COMPANY_TYPES, INDUSTRIES, STATUSES
from app.blueprints.exports.documents.document import PIECE, Pieces, counted
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
            "types": counted(rows, "company_type", COMPANY_TYPES),
            "statuses": counted(rows, "status", STATUSES),
        }
        for chunk in chunks:
            yield "pdf/companies/report.html", {"rows": chunk, **shown}
