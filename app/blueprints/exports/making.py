"""The worker's part: a PDF piece by piece, a CSV file by a thousand rows. What is done so far is
committed for the panel."""

from typing import Any

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
    """A document of several pieces is laid out twice: each page says how many there are of all."""
    pieces = list(DOCUMENTS[export.kind].pieces_of(export))
    frame = _frame(export)
    starts, last_page = _pages(export, pieces, frame) if len(pieces) > 1 else ([1], None)
    made: list[bytes] = []
    for (template, values), first_page in zip(pieces, starts, strict=True):
        pages = {"first_page": first_page, "last_page": last_page}
        made.append(pdf.render(template, **pages, **frame, **values))
        _tell(export, len(starts) + len(made), 2 * len(pieces))
    return pdf.join(made)


def _pages(
    export: Export, pieces: list[tuple[str, dict[str, Any]]], frame: dict[str, Any]
) -> tuple[list[int], int]:
    """The first page of each piece, and the last of all."""
    starts, page = [], 1
    for template, values in pieces:
        starts.append(page)
        page += pdf.measure(template, first_page=page, **frame, **values)
        _tell(export, len(starts), 2 * len(pieces))
    return starts, page - 1


def _tell(export: Export, done: int, all_of_them: int) -> None:
    export.percent = round(95 * done / max(all_of_them, 1))
    commit()


def _frame(export: Export) -> dict[str, Any]:
    """What the layout of every document needs."""
    return {
        "title": export.title,
        "agency": db.session.get_one(Agency, export.agency_id),
        "made_on": context.exact(clock.now()),
        "made_by": export.user.name,
    }
