"""What is found for the words that somebody types."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Integer,
    String,
    Text,
    cast,
    func,
    literal,
    select,
    union_all,
)

from app.blueprints.search import typos
from app.blueprints.search.kinds import KINDS
from app.blueprints.search.kinds.kind import Kind
from app.blueprints.search.words import Typed, around, pieces
from app.core.db import db

IN_BOX = 5
PER_PAGE = 20
MOST = 500
Hits = dict[str, list[int]]


@dataclass(frozen=True)
class Result:
    kind: Kind
    row: Any
    title: list[tuple[str, bool]]
    detail: list[tuple[str, bool]]
    body: list[tuple[str, bool]]

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def shows_body(self) -> bool:
        """When that is where the words stand."""
        return _has_match(self.body) or not _has_match([*self.title, *self.detail])

    @property
    def url(self) -> str:
        return self.kind.url(self.row)


@dataclass(frozen=True)
class Group:
    """Some of what was found of one kind; `total` stops at MOST."""

    kind: Kind
    results: list[Result]
    total: int
    first: int = 1

    @property
    def last(self) -> int:
        return self.first + len(self.results) - 1

    @property
    def has_more(self) -> bool:
        return self.last < self.total

    @property
    def total_label(self) -> str:
        return f"{MOST:,}+" if self.total == MOST else f"{self.total:,}"


@dataclass(frozen=True)
class Found:
    typed: Typed
    groups: list[Group]
    is_corrected: bool = False


def first_of_each(text: str) -> Found:
    """The best few of every kind."""
    typed, hits, is_corrected = _hits(Typed.read(text), list(KINDS), IN_BOX + 1)
    shown = _results(typed, {key: ids[:IN_BOX] for key, ids in hits.items()})
    groups = [Group(KINDS[key], shown[key], len(hits[key])) for key in KINDS if shown.get(key)]
    return Found(typed, groups, is_corrected)


def page_of(text: str, kind: Kind, number: int) -> Found:
    """A page of one kind."""
    typed, hits, is_corrected = _hits(Typed.read(text), [kind.key], MOST)
    start = (number - 1) * PER_PAGE
    ids = hits.get(kind.key, [])
    shown = _results(typed, {kind.key: ids[start : start + PER_PAGE]})
    group = Group(kind, shown.get(kind.key, []), len(ids), start + 1)
    return Found(typed, [group], is_corrected)


def _hits(typed: Typed, kinds: list[str], most: int) -> tuple[Typed, Hits, bool]:
    """What was typed, or meant when there is no such thing, and the ids of each kind, best first."""
    hits = _find(typed, kinds, most)
    if hits or not typed.words:
        return typed, hits, False
    meant = typos.corrected(typed)
    hits = _find(meant, kinds, most) if meant else {}
    return (meant, hits, True) if meant and hits else (typed, {}, False)


def _has_match(pieces: list[tuple[str, bool]]) -> bool:
    return any(is_match for _, is_match in pieces)


def _find(typed: Typed, kinds: list[str], most: int) -> Hits:
    if not typed.words:
        return {}
    found = func.search_find(
        cast(kinds, ARRAY(Text)), typed.whole, cast(typed.wanted, ARRAY(Text)),
        cast(typed.number, Integer), most,
    ).table_valued("kind", "record_id")  # fmt: skip
    hits: Hits = {}
    for kind, record_id in db.session.execute(select(found.c.kind, found.c.record_id)):
        hits.setdefault(kind, []).append(record_id)
    return hits


def _results(typed: Typed, hits: Hits) -> dict[str, list[Result]]:
    """In the order of the ids; one query reads them all from the protected tables. What is there no
    more, or was never this agency's, is left out."""
    selects = [_rows(KINDS[key], ids) for key, ids in hits.items() if ids]
    rows = db.session.execute(union_all(*selects)) if selects else []
    shown = {(row.kind, row.id): _result(KINDS[row.kind], row, typed) for row in rows}
    return {key: [shown[key, id] for id in ids if (key, id) in shown] for key, ids in hits.items()}


def _rows(kind: Kind, ids: Iterable[int]) -> Any:
    record_id = kind.rows.selected_columns.id
    wanted = kind.rows.where(record_id == func.any(cast(list(ids), ARRAY(BigInteger))))
    return wanted.add_columns(cast(literal(kind.key), String).label("kind"))


def _result(kind: Kind, row: Any, typed: Typed) -> Result:
    body = around(row.body or "", typed)
    shown = [pieces(text or "", typed) for text in (row.title, row.detail, body)]
    return Result(kind, row, *shown)
