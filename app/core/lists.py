"""Lists on screen: filters, sort and page come from the URL, so that they can be bookmarked.

A domain describes its list once:

    COMPANIES = Listing(
        sorts={"name": func.lower(Company.name), "created": Company.created_at},
        default="name",
        filters={"status": lambda value: Company.status == value},
    )
    page = COMPANIES.page(query, request.args)

A sort may be several columns; one in `downwards` has its largest value first ("priority": High →
Low). A `default` may begin with "-".

Values that are not in the filter's list and sorts that do not exist are ignored, like a link from
a former version; a page beyond the end is empty.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from werkzeug.datastructures import MultiDict

from app.core.db import db
from app.core.errors import Conflict
from app.core.forms import CONTROL, to_id

PER_PAGE = 50
COUNTED = 1000
MOST_CHOSEN = 1000
DEEPEST = 20_000
LONGEST_TEXT = 200
LONGEST_QUERY = 2000
Filter = Callable[[str], ColumnElement[bool] | None]


@dataclass(frozen=True)
class Page:
    """Fifty rows and what the template needs for heads, filters and pager."""

    rows: list[Any]
    number: int
    has_next: bool
    total: int
    sort: str
    filters: dict[str, str]
    path: str

    @property
    def is_filtered(self) -> bool:
        return bool(self.filters)

    @property
    def total_label(self) -> str:
        """ "37", or "1,000+" when there are more than we count."""
        return counted(self.total)

    @property
    def has_more(self) -> bool:
        """Whether the filters leave more rows than this page shows."""
        return self.total > len(self.rows)

    @property
    def first(self) -> int:
        return (self.number - 1) * PER_PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * PER_PAGE + len(self.rows)

    @property
    def query(self) -> str:
        """Filters and sort as a saved view keeps them: the same list, whatever the page."""
        return urlencode({**self.filters, "sort": self.sort})

    def url(self, **changes: Any) -> str:
        """This list with other filters, sort or page; an empty value drops a parameter. Changing
        anything but the page goes back to the first."""
        state: dict[str, Any] = {**self.filters, "sort": self.sort, "page": 1}
        state.update(changes)
        kept = {k: v for k, v in state.items() if v not in (None, "") and (k, v) != ("page", 1)}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


@dataclass(frozen=True)
class Listing:
    sorts: Mapping[str, Any]
    default: str
    filters: Mapping[str, Filter]
    tie_breaker: Any
    nulls_last: frozenset[str] = field(default_factory=frozenset)
    downwards: frozenset[str] = field(default_factory=frozenset)

    def page(self, query: Select[Any], args: Mapping[str, str], path: str) -> Page:
        """One query: the rows (one more than shown, to know whether there is a next page), each
        with the count, which stops at a thousand so that it costs the same in a large agency."""
        sort, number = self._sort(args), page_number(args)
        query, used = self._filtered(query, args)
        count = self._count(query)
        ordered = query.add_columns(count.label("total")).order_by(*self._order(sort))
        wanted = ordered.offset((number - 1) * PER_PAGE).limit(PER_PAGE + 1)
        result = db.session.execute(wanted)
        make, found = _row_type(tuple(result.keys())[:-1])._make, result.all()
        shown, has_next = [make(row[:-1]) for row in found[:PER_PAGE]], len(found) > PER_PAGE
        total = found[0].total if found else self._beyond(count, number)
        return Page(shown, number, has_next, total, sort, used, path)

    def state(self, args: Mapping[str, str], path: str) -> Page:
        """The list without its rows: what it is filtered and sorted by, and its addresses."""
        return Page([], page_number(args), False, 0, self._sort(args), self._used(args), path)

    def counted(self, query: Select[Any], args: Mapping[str, str]) -> ScalarSelect[int]:
        """How many rows these filters leave, for a column of a query: up to a thousand and one."""
        return self._count(self._filtered(query, args)[0])

    def query(self, args: Mapping[str, str]) -> str:
        """What of `args` is a filter or a sort of this list, as `Page.query` says it, for a column
        that keeps it."""
        query = urlencode({**self._used(args), "sort": self._sort(args)})
        if len(query) > LONGEST_QUERY:
            raise Conflict("The text that the list is filtered by is too long. Shorten it first.")
        return query

    def ids(
        self,
        query: Select[Any],
        args: Mapping[str, str],
        most: int | None = None,
        column: Any = None,
    ) -> list[int]:
        """Of all rows that the filters leave, in their order; at most so many. Another `column` of
        theirs may be asked for."""
        query, _ = self._filtered(query, args)
        wanted = self.tie_breaker if column is None else column
        found = query.with_only_columns(wanted, maintain_column_froms=True)
        ordered = found.order_by(*self._order(self._sort(args)))
        return list(db.session.scalars(ordered.limit(most)))

    def chosen(self, query: Select[Any], form: MultiDict[str, str]) -> list[int]:
        """What a form of `macros/selection.html` is about: the rows that were ticked, or ("every")
        all that its `query` shows; never more than a thousand."""
        if form.get("every"):
            return self.ids(query, dict(parse_qsl(form.get("query", ""))), MOST_CHOSEN)
        ticked = (to_id(value) for value in form.getlist("ids")[:MOST_CHOSEN])
        return [row_id for row_id in ticked if row_id]

    def _count(self, query: Select[Any]) -> ScalarSelect[int]:
        counted = query.with_only_columns(self.tie_breaker, maintain_column_froms=True)
        limited = counted.order_by(None).limit(COUNTED + 1).subquery()
        return select(func.count()).select_from(limited).scalar_subquery()

    def _beyond(self, count: ScalarSelect[int], number: int) -> int:
        """How long the list is when its page has no rows: not at all, unless it ends before."""
        return db.session.scalar(select(count)) or 0 if number > 1 else 0

    def _filtered(self, query: Select[Any], args: Mapping[str, str]) -> tuple[Select[Any], dict]:
        used = self._used(args)
        conditions = (self.filters[name](value) for name, value in used.items())
        return query.where(*(c for c in conditions if c is not None)), used

    def _used(self, args: Mapping[str, str]) -> dict[str, str]:
        """The filters that are set and that mean something."""
        typed = {name: args.get(name, "").strip()[:LONGEST_TEXT] for name in self.filters}
        return {
            name: value
            for name, value in typed.items()
            if value and not CONTROL.search(value) and self.filters[name](value) is not None
        }

    def _sort(self, args: Mapping[str, str]) -> str:
        wanted = args.get("sort", "")
        return wanted if wanted.removeprefix("-") in self.sorts else self.default

    def _order(self, sort: str) -> list[Any]:
        key = sort.removeprefix("-")
        is_down = sort.startswith("-") != (key in self.downwards)
        columns = self.sorts[key] if isinstance(self.sorts[key], tuple) else (self.sorts[key],)
        ordered = [c.desc() if is_down else c.asc() for c in (*columns, self.tie_breaker)]
        if key in self.nulls_last:
            ordered[0] = ordered[0].nulls_last()
        return ordered


@cache
def _row_type(columns: tuple[str, ...]) -> Any:
    """Templates read each column of fifty rows: from a plain tuple that takes a tenth of the time."""
    return namedtuple("Row", columns)


def counted(number: int) -> str:
    """ "37", or "1,000+" for what was counted no further."""
    return f"{COUNTED:,}+" if number > COUNTED else f"{number:,}"


def one_of(column: Any, choices: Mapping[str, str]) -> Filter:
    """A filter by a fixed list; anything else is ignored."""
    return lambda value: column == value if value in choices else None


def contains(*columns: Any) -> Filter:
    """A text filter: every word somewhere in one of the columns, whatever the case."""

    def condition(value: str) -> ColumnElement[bool]:
        from sqlalchemy import and_, or_

        words = value.split()[:8]
        return and_(*(or_(*(c.icontains(w, autoescape=True) for c in columns)) for w in words))

    return condition


def page_number(args: Mapping[str, str]) -> int:
    number = args.get("page", "1")
    is_number = number.isascii() and number.isdigit() and len(number) < 7
    return min(max(int(number), 1), DEEPEST) if is_number else 1
