"""The board, and the moves that reports count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from sqlalchemy import Row, Select, case, func, select

from app.blueprints.accounts.models import User
from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.crm.companies.choices import STAGES
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.moves.models import StageMove
from app.blueprints.crm.pipeline.choices import PERIODS
from app.core import clock, tenancy
from app.core.db import db
from app.core.forms import to_id

SHOWN, MORE, MOST = 25, 50, 500
OWNERS = ("admin", "manager", "sales")
CLOSED = ("won", "lost")
NOTHING = (0, Decimal(0))


class Card(NamedTuple):
    """A company on the board."""

    id: int
    name: str
    status: str
    expected_value: Decimal | None
    next_step: str | None
    next_step_on: date | None
    stage_since: datetime
    owner_id: int | None
    owner_name: str | None

    @property
    def days(self) -> int:
        return (clock.now() - self.stage_since).days

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED


@dataclass(frozen=True)
class Column:
    key: str
    label: str
    cards: list[Card]
    count: int
    value: Decimal
    more_url: str | None


@dataclass(frozen=True)
class Board:
    columns: list[Column]
    filters: dict[str, str]
    path: str
    query: str
    today: date

    @property
    def url(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def is_empty(self) -> bool:
        return not any(column.count for column in self.columns)


def board(args: Mapping[str, str], path: str, today: date) -> Board:
    """Six columns in two queries, each column with its first cards, its count and its value."""
    filters = {name: value for name, value in _filters(args).items() if value}
    lengths = _lengths(args)
    cards = _cards(filters, lengths)
    totals = stage_totals(filters)
    state = {**filters, **{key: str(n) for key, n in lengths.items() if n != SHOWN}}
    columns = [
        Column(key, label, cards[key], *totals[key], _more(path, state, key, lengths, totals))
        for key, label in STAGES.items()
    ]
    return Board(columns, filters, path, urlencode(state), today)


def stage_totals(filters: Mapping[str, str] | None = None) -> dict[str, tuple[int, Decimal]]:
    """Stage → how many companies are in it, and what they are expected to bring a year."""
    value = func.coalesce(func.sum(Company.expected_value), 0)
    query = _in_pipeline(filters or {}).with_only_columns(Company.status, func.count(), value)
    found = {
        status: (n, total)
        for status, n, total in db.session.execute(query.group_by(Company.status))
    }
    return {stage: found.get(stage, NOTHING) for stage in STAGES}


def owners() -> list[tuple[int, str]]:
    return colleague_choices(*OWNERS)


def last_move(company: Company) -> StageMove | None:
    kept = _moves_of(company).where(StageMove.taken_back_at.is_(None))
    return db.session.scalar(kept.order_by(StageMove.id.desc()).limit(1))


def move_of(company: Company, move_id: int) -> StageMove:
    move = db.session.scalar(_moves_of(company).where(StageMove.id == move_id))
    if move is None:
        raise tenancy.RecordNotFound
    return move


def moves_between(since: datetime, until: datetime) -> Iterable[Row[Any]]:
    """What reports count, oldest first: (company_id, from_status, to_status, since, at, mover_id,
    reason), without what was taken back at once and without companies that were deleted."""
    query = (
        select(
            StageMove.company_id,
            StageMove.from_status,
            StageMove.to_status,
            StageMove.since,
            StageMove.at,
            StageMove.mover_id,
            StageMove.reason,
        )
        .where(
            StageMove.agency_id == tenancy.agency_id(),
            StageMove.company_id.in_(tenancy.scoped(Company).with_only_columns(Company.id)),
            StageMove.taken_back_at.is_(None),
            StageMove.at >= since,
            StageMove.at < until,
        )
        .order_by(StageMove.at, StageMove.id)
    )
    return db.session.execute(query).all()


def _moves_of(company: Company) -> Select[tuple[StageMove]]:
    return tenancy.scoped(StageMove).where(StageMove.company_id == company.id)


def _in_pipeline(filters: Mapping[str, str]) -> Select[Any]:
    query = tenancy.scoped(Company).where(Company.status.in_(STAGES))
    if owner := to_id(filters.get("owner")):
        query = query.where(Company.owner_id == owner)
    if period := filters.get("period"):
        query = query.where(Company.stage_since >= clock.ago(days=int(period)))
    return query


def _cards(filters: Mapping[str, str], lengths: Mapping[str, int]) -> dict[str, list[Card]]:
    """The latest moves of each stage first, so that a card that has just moved is on top."""
    newest = (Company.stage_since.desc(), Company.id.desc())
    place = func.row_number().over(partition_by=Company.status, order_by=newest)
    columns = [getattr(Company, name) for name in Card._fields[:8]]
    ranked = _in_pipeline(filters).with_only_columns(*columns, place.label("place")).subquery()
    limit = case(*((ranked.c.status == key, most) for key, most in lengths.items()))
    query = (
        select(
            *(ranked.c[name] for name in Card._fields[:8]),
            User.first_name + " " + User.last_name,
        )
        .outerjoin(User, User.id == ranked.c.owner_id)
        .where(ranked.c.place <= limit)
        .order_by(ranked.c.place)
    )
    found: dict[str, list[Card]] = {stage: [] for stage in STAGES}
    for row in db.session.execute(query):
        found[row.status].append(Card(*row))
    return found


def _filters(args: Mapping[str, str]) -> dict[str, str]:
    """What of `args` means something; the rest is ignored, like a link from a former version."""
    owner, period = to_id(args.get("owner")), args.get("period", "")
    return {"owner": str(owner or ""), "period": period if period in PERIODS else ""}


def _lengths(args: Mapping[str, str]) -> dict[str, int]:
    return {stage: min(max(to_id(args.get(stage)) or SHOWN, SHOWN), MOST) for stage in STAGES}


def _more(path: str, state: dict[str, str], key: str, lengths: Mapping, totals: Mapping):
    """The same board with more of this column, while there is more that may be shown."""
    if totals[key][0] <= lengths[key] or lengths[key] >= MOST:
        return None
    longer = {**state, key: str(min(lengths[key] + MORE, MOST))}
    return f"{path}?{urlencode(longer)}"
