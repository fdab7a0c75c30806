"""What every document is made of."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Item = TypeVar("Item")
Pieces = Iterator[tuple[str, dict[str, Any]]]
PIECE = 120


@dataclass(frozen=True)
class Document:
    """A PDF about one record. `find` gets it or raises RecordNotFound; `title` names the document
    of a record; `pieces` yields (template, context) for each piece of at most about 120 rows."""

    find: Callable[[int], Any]
    title: Callable[[Any], str]
    pieces: Callable[[Any], Pieces]

    def about(self, subject_id: int | None, query: str | None) -> tuple[str, int | None, None]:
        record = self.find(subject_id or 0)
        return self.title(record), record.id, None

    def pieces_of(self, export: Any) -> Pieces:
        return self.pieces(self.find(export.subject_id))


def in_pieces(items: Sequence[Item], size: int = PIECE) -> Iterator[Sequence[Item]]:
    """The items in runs of 120, at least one run even when there are none."""
    for start in range(0, len(items) or 1, size):
        yield items[start : start + size]


def counted(rows: list[Any], column: str, choices: dict[str, str]) -> list[tuple[str, int]]:
    """(label, how many) in the order of the choices, without those that nobody has."""
    found = Counter(getattr(row, column) for row in rows)
    return [(label, found[key]) for key, label in choices.items() if found[key]]
