"""What every document is made of."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Item = TypeVar("Item")
PIECE = 120


@dataclass(frozen=True)
class Document:
    """`find` gets the record or raises RecordNotFound; `title` names the document of a record;
    `pieces` yields (template, context) for each piece of at most about 120 rows, in order."""

    find: Callable[[int], Any]
    title: Callable[[Any], str]
    pieces: Callable[[Any], Iterator[tuple[str, dict[str, Any]]]]


def in_pieces(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items in runs of 120, at least one run even when there are none."""
    for start in range(0, len(items) or 1, PIECE):
        yield items[start : start + PIECE]
