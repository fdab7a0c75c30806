"""The worker's part: a PDF piece by piece, a CSV file by a thousand rows. What is done so far is
committed for the panel."""

from app.blueprints.agency.models import Agency
from app.blueprints.exports.documents import DOCUMENTS
from app.blueprints.exports.models import Export
from app.core import clock, context, pdf
from app.core.csv_text import MARK, written
from app.core.db import db
from app.core.requests import commit


def content_of(export: Export) -> bytes:
    with context.reading_as(export.user):
        if export.is_archive:
            return DOCUMENTS[export.kind].archive_of(export)
        return _csv(export) if export.is_table else _pdf(export)


def _csv(export: Export) -> bytes:
    table = DOCUMENTS[export.kind]
    ids = table.ids(export.query or "")
    made = [MARK, written([[column.heading for column in table.columns]])]
    done = 0
    for rows in table.chunks(ids):
        made.append(written(table.cells(row) for row in rows))
        done += len(rows)
        _tell(export, done, len(ids))
    return b"".join(made)


def _pdf(export: Export) -> bytes:
    pieces = list(DOCUMENTS[export.kind].pieces_of(export))
    made: list[bytes] = []
    for number, (template, values) in enumerate(pieces, start=1):
        first_page = sum(pdf.page_count(piece) for piece in made) + 1
        made.append(pdf.render(template, first_page=first_page, **_frame(export), **values))
        _tell(export, number, len(pieces))
    return pdf.join(made)


def _tell(export: Export, done: int, all_of_them: int) -> None:
    export.percent = round(95 * done / max(all_of_them, 1))
    commit()


def _frame(export: Export) -> dict[str, object]:
    """What the layout of every document needs."""
    return {
        "title": export.title,
        "agency": db.session.get_one(Agency, export.agency_id),
        "made_on": context.exact(clock.now()),
        "made_by": export.user.name,
    }
