"""Half a year of office days, lived again in order: what is planned happens with the clock set to
its time, so that every domain verb writes the history that it would have written then."""

from collections.abc import Callable
from copy import copy
from datetime import datetime, timedelta
from itertools import count
from random import Random

from app.core import clock
from app.core.db import db

SEED = 2026
DAYS = 180
OPENS, CLOSES = 8 * 60 + 30, 17 * 60 + 30
Deed = Callable[[], object]


class History:
    def __init__(self, chance: Random):
        self.chance = chance
        self.now = clock.now()
        self._order = count()
        self._planned: list[tuple[datetime, int, Deed]] = []

    def aside(self, part: str) -> "History":
        """The same days with a chance of its own: what is planned or drawn for one part of the demo
        changes nothing of the others."""
        own = copy(self)
        own.chance = Random(f"{SEED} {part}")  # noqa: S311 — invented, not secret
        return own

    def plan(self, at: datetime, deed: Deed) -> None:
        """Forgets what would still lie ahead."""
        if at < self.now:
            self._planned.append((at, next(self._order), deed))

    def live(self) -> None:
        for at, _, deed in sorted(self._planned, key=lambda plan: plan[:2]):
            with clock.frozen(at):
                deed()
                db.session.flush()

    def days_ago(self, days: float) -> datetime:
        """A minute within office hours, so many days ago or the working day before."""
        day = (self.now - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
        day -= timedelta(days=max(0, day.weekday() - 4))
        return day + timedelta(minutes=self.chance.randint(OPENS, CLOSES))

    def some_day(self, within: float = DAYS) -> datetime:
        return self.days_ago(self.chance.uniform(0.2, within))

    def later(self, at: datetime, hours: float) -> datetime:
        """Some time after `at`, up to so many hours, neither at night nor on a weekend."""
        moment = at + timedelta(hours=self.chance.uniform(0.2, hours))
        if not 8 <= moment.hour < 17:
            moment = moment.replace(hour=self.chance.randint(9, 16))
        if moment.weekday() > 4:
            moment += timedelta(days=7 - moment.weekday())
        return max(moment, at + timedelta(minutes=self.chance.randint(6, 40)))
