"""What part of a timeline is wanted: of a kind, by a person, in a period, as the URL says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, exists, or_

from app.blueprints.activities.choices import KINDS
from app.blueprints.activities.models import Activity, Attendee
from app.blueprints.activities.phrases import SHOWN
from app.core import context, moments
from app.core.choices import Choices
from app.core.events import Event
from app.core.forms import to_id

MOVED = "company.moved"
IN_TIMELINE = Choices(
    meeting="Meetings",
    call="Calls",
    email="E-mails",
    ticket="Tickets",
    notes="Client notes",
    move="Stage moves",
    other="Other changes",
)
OTHERS = tuple(kind for kind in SHOWN if kind not in ("ticket", "client_notes"))
HAPPENED: dict[str, ColumnElement[bool]] = {
    "ticket": Event.subject_type == "ticket",
    "notes": Event.subject_type == "client_notes",
    "move": Event.kind == MOVED,
    "other": and_(Event.subject_type.in_(OTHERS), Event.kind != MOVED),
}


@dataclass(frozen=True)
class Wanted:
    kind: str = ""
    person: int | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Self:
        """What means nothing is ignored, like a link from a former version."""
        kind = args.get("kind", "")
        return cls(
            kind if kind in IN_TIMELINE else "",
            to_id(args.get("person", "")),
            moments.parsed_day(args.get("from", "")),
            moments.parsed_day(args.get("to", "")),
        )

    @property
    def args(self) -> dict[str, str]:
        said = {"kind": self.kind, "person": self.person, "from": self.since, "to": self.until}
        return {name: str(value) for name, value in said.items() if value}

    @property
    def has_activities(self) -> bool:
        return not self.kind or self.kind in KINDS

    @property
    def has_events(self) -> bool:
        return self.kind not in KINDS

    def of_activities(self, query: Select[Any]) -> Select[Any]:
        if self.kind:
            query = query.where(Activity.kind == self.kind)
        if self.person:
            query = query.where(or_(Activity.author_id == self.person, _took_part(self.person)))
        return query.where(*self._within(Activity.at))

    def of_events(self, query: Select[Any]) -> Select[Any]:
        query = query.where(HAPPENED.get(self.kind, Event.subject_type.in_(SHOWN)))
        if self.person:
            query = query.where(Event.actor_id == self.person)
        return query.where(*self._within(Event.at))

    def _within(self, at: Any) -> list[ColumnElement[bool]]:
        """Both days are meant whole, where the reader is."""
        limits = []
        if self.since:
            limits.append(at >= _midnight(self.since))
        if self.until:
            limits.append(at < _midnight(self.until + timedelta(days=1)))
        return limits


def _took_part(user_id: int) -> ColumnElement[bool]:
    return exists().where(
        Attendee.agency_id == Activity.agency_id,
        Attendee.activity_id == Activity.id,
        Attendee.user_id == user_id,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, context.reader_zone())
