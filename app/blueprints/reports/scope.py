"""What a report is about: which days, and whose tickets or which company's. From the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from app.core import clock
from app.core.choices import Choices
from app.core.forms import to_id
from app.core.moments import parsed_day

PERIODS = Choices(
    month="This month",
    last_month="Last month",
    last_30="Last 30 days",
    last_90="Last 90 days",
    year="This year",
    last_year="Last year",
)
USUAL = "last_90"
LONGEST = 5 * 366
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scope:
    first: date
    last: date
    zone: str
    assignee: int | None = None
    company: int | None = None
    error: str | None = None

    @property
    def today(self) -> date:
        return clock.today(self.zone)

    @property
    def since(self) -> datetime:
        return clock.at(self.first, "00:00", self.zone)

    @property
    def until(self) -> datetime:
        """The end of the last day."""
        return clock.at(self.last + ONE_DAY, "00:00", self.zone)

    @property
    def period(self) -> str | None:
        """The period of the list that has these days."""
        days = (self.first, self.last)
        return next((key for key in PERIODS if range_of(key, self.today) == days), None)

    @property
    def query(self) -> str:
        return self._query(**{"from": self.first.isoformat(), "to": self.last.isoformat()})

    def of_period(self, key: str) -> str:
        return self._query(period=key)

    def tickets(self, dated: str | None = "opened", **filters: object) -> str:
        """The list of just the tickets that a number counts: those opened (or closed) in these days."""
        days = {f"{dated}_from": self.first, f"{dated}_to": self.last} if dated else {}
        wanted = {"state": "all", **days, **self._people, **filters}
        return f"/tickets?{urlencode({key: value for key, value in wanted.items() if value})}"

    def within(self, first: date, last: date) -> "Scope":
        """As much of these days as belongs to it."""
        return replace(self, first=max(first, self.first), last=min(last, self.last))

    @property
    def _people(self) -> dict[str, int | None]:
        return {"assignee": self.assignee, "company": self.company}

    def _query(self, **days: str) -> str:
        return urlencode({**days, **{key: one for key, one in self._people.items() if one}})


def scope_of(args: Mapping[str, str], zone: str) -> Scope:
    """Days that cannot be are an error beside the usual ones."""
    today = clock.today(zone)
    period = args.get("period", "")
    first, last = range_of(period if period in PERIODS else USUAL, today)
    people = {name: to_id(args.get(name)) for name in ("assignee", "company")}
    usual = Scope(first, last, zone, **people)
    if not args.get("from") and not args.get("to"):
        return usual
    since, until = parsed_day(args.get("from", "")), parsed_day(args.get("to", ""))
    error = _error(since, until)
    if error or since is None or until is None:
        return replace(usual, error=error)
    return replace(usual, first=since, last=until)


def range_of(period: str, today: date) -> tuple[date, date]:
    """The first and the last day."""
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    before = month - ONE_DAY
    return {
        "month": (month, today),
        "last_month": (before.replace(day=1), before),
        "last_30": (today - timedelta(days=29), today),
        "last_90": (today - timedelta(days=89), today),
        "year": (year, today),
        "last_year": (year.replace(year=year.year - 1), year - ONE_DAY),
    }[period]


def _error(since: date | None, until: date | None) -> str | None:
    if since is None or until is None:
        return "Enter both days, like 2026-11-20"
    if until < since:
        return "Enter a last day that is not before the first"
    if (until - since).days > LONGEST:
        return "Enter days that are no more than five years apart"
    return None
