"""What a list exports: the rows that its filters show, in their order, with columns of its own.

    TABLE = Table("Tickets", LISTING, TICKET_ROWS, (Column("Number", lambda row: row.number), …))

A column's value is a text, a number, a date or None.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy import Select

from app.blueprints.exports.documents.document import in_pieces
from app.core.context import reader_zone
from app.core.db import db
from app.core.lists import Listing

CHUNK = 1000


@dataclass(frozen=True)
class Column:
    heading: str
    value: Callable[[Any], object]


@dataclass(frozen=True)
class Table:
    """`rows` selects what the columns read, and the `id` of each row."""

    title: str
    listing: Listing
    rows: Select[Any]
    columns: tuple[Column, ...]

    def about(self, subject_id: int | None, query: str | None) -> tuple[str, None, str]:
        return self.title, None, self.clean(query)

    def clean(self, query: str | None) -> str:
        """What of an address is a filter or a sort of the list."""
        return self.listing.query(dict(parse_qsl(query or "")))

    def ids(self, query: str, most: int | None = None) -> list[int]:
        return self.listing.ids(self.rows, dict(parse_qsl(query)), most)

    def chunks(self, ids: list[int], size: int = CHUNK) -> Iterator[list[Any]]:
        """The rows of these ids, in their order; one that has gone meanwhile is left out."""
        for run in in_pieces(ids, size):
            found = db.session.execute(self.rows.where(self.listing.tie_breaker.in_(run)))
            by_id = {row.id: row for row in found}
            yield [by_id[row_id] for row_id in run if row_id in by_id]

    def cells(self, row: Any) -> list[object]:
        return [plain(column.value(row)) for column in self.columns]


def plain(value: object) -> object:
    """Times as spreadsheets read them, in the reader's zone."""
    if isinstance(value, datetime):
        return value.astimezone(reader_zone()).strftime("%Y-%m-%d %H:%M")
    return value
