"""One timeline of a company: its activities, and what happened to its tickets, contacts and itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    Select,
    String,
    Subquery,
    and_,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity, Attendee, Reminder
from app.blueprints.activities.phrases import Phrase, details_of, phrase
from app.blueprints.activities.wanted import Wanted
from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.db import db
from app.core.events import Event
from app.core.forms import to_id

PER_PAGE = 25
ACTIVITY, EVENT = 1, 2
MICROSECONDS = 1_000_000
EVERYTHING = Wanted()


class Place(NamedTuple):
    """Where an item stands: newest first, then by kind and id."""

    at: datetime
    source: int
    id: int

    def __str__(self) -> str:
        return f"{round(self.at.timestamp() * MICROSECONDS)}-{self.source}-{self.id}"


@dataclass(frozen=True)
class Entry:
    """An activity on the timeline, with the names of those who took part."""

    activity: Activity
    people: list[str]
    reminder: Reminder | None
    is_event = False


@dataclass(frozen=True)
class Happening:
    """An event on the timeline, in words."""

    event: Event
    actor: User | None
    phrase: Phrase
    is_event = True

    @property
    def details(self) -> list[tuple[str, str]]:
        return details_of(self.event.data)


@dataclass(frozen=True)
class Page:
    items: list[Entry | Happening]
    next: str | None
    wanted: Wanted
    is_first: bool = True


def timeline(company: Company, wanted: Wanted = EVERYTHING, after: str | None = None) -> Page:
    """Twenty-five items after the place that the former page named, in three queries."""
    place = _parsed(after)
    places = _places(company, wanted, place)
    shown, rest = places[:PER_PAGE], places[PER_PAGE:]
    entries = _entries(place.id for place in shown if place.source == ACTIVITY)
    events = _happenings(place.id for place in shown if place.source == EVENT)
    found = {ACTIVITY: entries, EVENT: events}
    items = [found[place.source][place.id] for place in shown if place.id in found[place.source]]
    return Page(items, str(shown[-1]) if rest else None, wanted, is_first=place is None)


def entry(activity: Activity) -> Entry:
    return _entries([activity.id])[activity.id]


def _places(company: Company, wanted: Wanted, after: Place | None) -> list[Place]:
    """Each source gives its first ones by its index, so that a long history costs no more."""
    parts = []
    if wanted.has_activities:
        parts.append(_first(wanted.of_activities(_activities(company)), Activity, ACTIVITY, after))
    if wanted.has_events:
        parts.append(_first(wanted.of_events(_events(company)), Event, EVENT, after))
    both = union_all(*(select(part) for part in parts)).subquery()
    ordered = select(both).order_by(both.c.at.desc(), both.c.source.desc(), both.c.id.desc())
    return [Place(*row) for row in db.session.execute(ordered.limit(PER_PAGE + 1))]


def _activities(company: Company) -> Select[Any]:
    return select(Activity.at, literal(ACTIVITY).label("source"), Activity.id).where(
        Activity.agency_id == tenancy.agency_id(),
        Activity.company_id == company.id,
        Activity.deleted_at.is_(None),
    )


def _events(company: Company) -> Select[Any]:
    return select(Event.at, literal(EVENT).label("source"), Event.id).where(
        Event.agency_id == tenancy.agency_id(),
        Event.within_type == Company.__tablename__,
        Event.within_id == company.id,
    )


def _first(query: Select[Any], model: Any, source: int, after: Place | None) -> Subquery:
    if after:
        query = query.where(_is_after(model.at, source, model.id, after))
    return query.order_by(model.at.desc(), model.id.desc()).limit(PER_PAGE + 1).subquery()


def _is_after(at: Any, source: int, record_id: Any, place: Place):
    return tuple_(at, literal(source), record_id) < tuple_(
        literal(place.at), literal(place.source), literal(place.id)
    )


def _entries(ids: Iterable[int]) -> dict[int, Entry]:
    wanted = list(ids)
    if not wanted:
        return {}
    names = (
        select(func.array_agg(Attendee.name, type_=ARRAY(String)))
        .where(Attendee.agency_id == Activity.agency_id, Attendee.activity_id == Activity.id)
        .scalar_subquery()
    )
    reminded = aliased(User)
    query = (
        select(Activity, names, Reminder)
        .outerjoin(
            Reminder,
            and_(
                Reminder.agency_id == Activity.agency_id,
                Reminder.activity_id == Activity.id,
                Reminder.deleted_at.is_(None),
            ),
        )
        .outerjoin(reminded, reminded.id == Reminder.user_id)
        .options(joinedload(Activity.author), contains_eager(Reminder.user.of_type(reminded)))
        .where(Activity.agency_id == tenancy.agency_id(), Activity.id.in_(wanted))
    )
    rows = db.session.execute(query)
    return {a.id: Entry(a, sorted(people or []), reminder) for a, people, reminder in rows}


def _happenings(ids: Iterable[int]) -> dict[int, Happening]:
    wanted = list(ids)
    if not wanted:
        return {}
    query = (
        select(Event, User)
        .outerjoin(User, User.id == Event.actor_id)
        .where(Event.agency_id == tenancy.agency_id(), Event.id.in_(wanted))
    )
    rows = db.session.execute(query)
    return {event.id: Happening(event, actor, phrase(event)) for event, actor in rows}


def _parsed(place: str | None) -> Place | None:
    """A place from a link; anything that is not one begins at the top."""
    parts = (place or "").split("-")
    if len(parts) != 3 or not all(to_id(part) for part in parts):
        return None
    microseconds, source, record_id = (int(part) for part in parts)
    if microseconds > datetime(2200, 1, 1, tzinfo=UTC).timestamp() * MICROSECONDS:
        return None
    at = datetime.fromtimestamp(microseconds // MICROSECONDS, UTC)
    return Place(at.replace(microsecond=microseconds % MICROSECONDS), source, record_id)
