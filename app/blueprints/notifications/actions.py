"""Telling colleagues of something, marking it as read, choosing how to be told."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from app.blueprints.accounts.models import User
from app.blueprints.notifications.kinds import AT_ONCE, DIGEST, KINDS
from app.blueprints.notifications.models import TEXT, TITLE, Choice, Notification
from app.core import clock, tenancy
from app.core.db import db
from app.outbox import post

MAIL_DIGEST, MAIL, PURGE = "notification.digest", "notification.mail", "notification.purge"
MORNING = "08:00"
KEPT = timedelta(days=90)
# A digest of this minute may be read before what is told now is committed: it goes into the next.
MARGIN = timedelta(minutes=1)


def notify(
    people: Iterable[int], kind: str, title: str, text: str, url: str, *, by_id: int | None = None
) -> set[int]:
    """Tells these users, but for who did it, who left, and who is not of this agency. Returns the
    ids of those who want a mail at once, for the caller's own; `notify_by_mail` sends a plain one."""
    told = _tell(people, kind, title, text, url, by_id)
    return {user_id for _, user_id, delivery in told if delivery == AT_ONCE}


def notify_by_mail(
    people: Iterable[int], kind: str, title: str, text: str, url: str, *, by_id: int | None = None
) -> None:
    for notification_id, _, delivery in _tell(people, kind, title, text, url, by_id):
        if delivery == AT_ONCE:
            post(MAIL, {"notification_id": notification_id})


def read_all(user: User) -> None:
    unread = update(Notification).where(
        Notification.agency_id == tenancy.agency_id(),
        Notification.user_id == user.id,
        Notification.read_at.is_(None),
    )
    db.session.execute(unread.values(read_at=clock.now()))


def choose(user: User, deliveries: dict[str, str]) -> None:
    """{kind: delivery}"""
    for kind, delivery in deliveries.items():
        row = insert(Choice).values(user_id=user.id, kind=kind, delivery=delivery)
        unique: list[Any] = [Choice.agency_id, Choice.user_id, Choice.kind]
        db.session.execute(
            row.on_conflict_do_update(index_elements=unique, set_={"delivery": delivery})
        )


def next_digest(time_zone: str) -> datetime:
    """The next morning where the person lives."""
    soon = clock.now() + MARGIN
    today = soon.astimezone(ZoneInfo(time_zone)).date()
    morning = clock.at(today, MORNING, time_zone)
    return morning if morning > soon else clock.at(_after(today), MORNING, time_zone)


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _tell(
    people: Iterable[int], kind: str, title: str, text: str, url: str, by_id: int | None
) -> list[tuple[int, int, str]]:
    """(notification, user, delivery) of each who is told."""
    delivery = func.coalesce(Choice.delivery, KINDS[kind].delivery)
    values = {
        "actor_id": by_id, "kind": kind, "title": title[:TITLE], "text": text[:TEXT], "url": url,
        "created_at": clock.now(),
    }  # fmt: skip
    columns = [
        literal(value, Notification.__table__.c[name].type) for name, value in values.items()
    ]
    chosen = (Choice.agency_id == User.agency_id) & (Choice.user_id == User.id)
    rows = (
        select(User.agency_id, User.id, delivery, *columns)
        .outerjoin(Choice, chosen & (Choice.kind == kind))
        .where(
            User.agency_id == tenancy.agency_id(),
            User.id.in_(set(people) - {by_id}),
            User.deactivated_at.is_(None),
        )
    )
    names = ["agency_id", "user_id", "delivery", *values]
    added = insert(Notification).from_select(names, rows, include_defaults=False)
    found = added.returning(Notification.id, Notification.user_id, Notification.delivery)
    told = [(row.id, row.user_id, row.delivery) for row in db.session.execute(found)]
    if told:
        _plan_purge()
    _plan_digests([user_id for _, user_id, delivery in told if delivery == DIGEST])
    return told


def _plan_digests(user_ids: list[int]) -> None:
    """One message per person and morning, however many notifications it will tell."""
    for user_id in user_ids:
        at = next_digest(db.session.get_one(User, user_id).time_zone)
        key = f"{MAIL_DIGEST}:{user_id}:{at:%Y%m%dT%H%M}"
        post(MAIL_DIGEST, {"user_id": user_id}, deliver_at=at, dedupe_key=key)


def _plan_purge() -> None:
    """One message per agency and day."""
    day = clock.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    key = f"{PURGE}:{tenancy.agency_id()}:{day:%Y%m%d}"
    post(PURGE, {}, deliver_at=day + KEPT, dedupe_key=key)
