"""The one source of time, so that tests can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

_frozen: datetime | None = None
TIME_ZONES = frozenset(available_timezones())


def now() -> datetime:
    """This moment, in UTC and aware of it."""
    return _frozen or datetime.now(UTC)


def today(time_zone: str) -> date:
    return now().astimezone(ZoneInfo(time_zone)).date()


def at(day: date, time: str, time_zone: str) -> datetime:
    """The moment when clocks in `time_zone` show `time` ("HH:MM") on `day`. A time that the
    spring change skips is moved forward by the gap; one that happens twice is the first."""
    hour, minute = (int(part) for part in time.split(":"))
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(time_zone))
    return local.astimezone(UTC)


def freeze(moment: datetime | None) -> None:
    """Stops the clock at `moment` (tests); None lets it run again."""
    global _frozen
    _frozen = moment


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """The clock stands at `moment` inside, and afterwards is as it was."""
    before = _frozen
    freeze(moment)
    try:
        yield
    finally:
        freeze(before)


def ago(**parts: float) -> datetime:
    return now() - timedelta(**parts)
