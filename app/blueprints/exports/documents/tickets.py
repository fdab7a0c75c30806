"""The ticket report: what a filter shows, counted by status, priority and category, and listed."""

from typing import Any

from app.blueprints.exports.documents.document import PIECE, Pieces, counted
from app.blueprints.exports.tables import tickets
from app.blueprints.tickets.choices import ALL_CATEGORIES, PRIORITIES, STATUSES

MOST = 2000


class Report:
    def about(self, subject_id: int | None, query: str | None) -> tuple[str, None, str]:
        _, _, kept = tickets.TABLE.about(subject_id, query)
        return "Ticket report", None, kept

    def pieces_of(self, export: Any) -> Pieces:
        """At most 2,000 tickets: more are for a spreadsheet."""
        ids = tickets.TABLE.ids(export.query or "", MOST + 1)
        chunks = list(tickets.TABLE.chunks(ids[:MOST], PIECE))
        rows = [row for chunk in chunks for row in chunk]
        shown = {
            "is_cut": len(ids) > MOST,
            "total": len(rows),
            "summary": {
                "By status": counted(rows, "status", STATUSES),
                "By priority": counted(rows, "priority", PRIORITIES),
                "By category": counted(rows, "category", ALL_CATEGORIES),
            },
        }
        for chunk in chunks:
            yield "pdf/tickets/report.html", {"rows": chunk, **shown}
