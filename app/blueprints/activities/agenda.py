"""What stands in a user's calendar: their meetings, and what they are to be reminded of."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ARRAY, ScalarSelect, String, func, select, union
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import joinedload

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity, Attendee, Reminder
from app.blueprints.activities.queries import open_reminders
from app.core import clock, tenancy
from app.core.db import db

BACK, AHEAD = timedelta(days=90), timedelta(days=400)
MOST = 1000


class Meeting(NamedTuple):
    activity: Activity
    people: list[str]


class Agenda(NamedTuple):
    meetings: list[Meeting]
    reminders: list[Reminder]


def agenda_of(user: User) -> Agenda:
    """From three months ago to a year ahead, in two queries."""
    start, end = _window(user)
    return Agenda(_meetings(user, start, end), _reminders(user, start, end))


def as_meeting(activity: Activity) -> Meeting:
    return Meeting(activity, [attendee.name for attendee in activity.attendees])


def _window(user: User) -> tuple[datetime, datetime]:
    """It moves at midnight, so that asking twice a day gives the same."""
    today = clock.at(clock.today(user.time_zone), "00:00", user.time_zone)
    return today - BACK, today + AHEAD


def _meetings(user: User, start: datetime, end: datetime) -> list[Meeting]:
    own = Activity.agency_id == tenancy.agency_id(), Activity.author_id == user.id
    attended = Attendee.agency_id == tenancy.agency_id(), Attendee.user_id == user.id
    theirs = union(
        select(Activity.id).where(*own, Activity.at >= start),
        select(Attendee.activity_id).where(*attended),
    )
    query = (
        tenancy.scoped(Activity)
        .add_columns(_names())
        .options(joinedload(Activity.company))
        .where(
            Activity.kind == "meeting",
            Activity.at >= start,
            Activity.at < end,
            Activity.id.in_(theirs),
        )
        .order_by(Activity.at, Activity.id)
    )
    return [Meeting(a, names or []) for a, names in db.session.execute(query.limit(MOST))]


def _names() -> ScalarSelect[list[str]]:
    in_order = aggregate_order_by(Attendee.name, Attendee.id)
    return (
        select(func.array_agg(in_order, type_=ARRAY(String)))
        .where(Attendee.agency_id == Activity.agency_id, Attendee.activity_id == Activity.id)
        .scalar_subquery()
    )


def _reminders(user: User, start: datetime, end: datetime) -> list[Reminder]:
    dated = open_reminders(user).where(Reminder.remind_at >= start, Reminder.remind_at < end)
    return list(db.session.scalars(dated.limit(MOST)))
