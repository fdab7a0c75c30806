"""What a report shows: a table, and a chart of its first numbers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple


class Number(NamedTuple):
    """One number, and the list of what it counts."""

    value: int | float | timedelta | None
    url: str | None = None

    @property
    def text(self) -> str:
        if isinstance(self.value, timedelta):
            return duration(self.value)
        return "–" if self.value is None else f"{self.value:,}"


class Line(NamedTuple):
    label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Figure:
    """`charted`: so many of the numbers of each line are drawn; over time they stand side by side."""

    heads: tuple[str, ...]
    lines: list[Line]
    charted: int = 1
    over_time: bool = False
    note: str | None = None

    @property
    def is_empty(self) -> bool:
        return not any(number.value for line in self.lines for number in line.numbers)

    @property
    def most(self) -> int | float:
        """The largest number drawn."""
        return max((n for line in self.lines for n in self.drawn(line)), default=0) or 1

    def drawn(self, line: Line) -> list[int | float]:
        return [n.value for n in line.numbers[: self.charted] if isinstance(n.value, int | float)]

    @property
    def table(self) -> list[list[str]]:
        """For a spreadsheet."""
        cells = [[line.label, *(_plain(n) for n in line.numbers)] for line in self.lines]
        return [list(self.heads), *cells]


def duration(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{hours // 24} days {hours % 24} h" if hours % 24 else f"{hours // 24} days"


def _plain(number: Number) -> str:
    """Durations in hours, so that a spreadsheet can count with them."""
    if isinstance(number.value, timedelta):
        return f"{number.value.total_seconds() / 3600:.2f}"
    return "" if number.value is None else str(number.value)
