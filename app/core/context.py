"""What every template can use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from flask import Flask, g
from flask_login import current_user

from app.core import clock, markdown, submissions, web
from app.core.forms import shown_phone

LONG = "d MMM yyyy, HH:mm"
DAY = "d MMM yyyy"


@dataclass(frozen=True)
class Place:
    """An entry of the navigation."""

    key: str
    label: str
    url: str
    icon: str


@dataclass(frozen=True)
class NewItem:
    """An entry of the New menu, for those who have the permission."""

    label: str
    url: str
    icon: str
    permission: str | None = None


_places: list[Place] = []
_new_items: list[NewItem] = []


def offer_place(key: str, label: str, url: str, icon: str) -> None:
    """Adds an entry to the side navigation; called by a domain when it is registered."""
    if all(place.key != key for place in _places):
        _places.append(Place(key, label, url, icon))


def offer_new(label: str, url: str, icon: str, permission: str | None = None) -> None:
    """Adds an entry to the New menu of the top bar."""
    item = NewItem(label, url, icon, permission)
    if item not in _new_items:
        _new_items.append(item)


@contextmanager
def reading_as(user: Any) -> Iterator[None]:
    """Dates in what is rendered inside are those of `user`: for mails and documents."""
    g.reader = user
    try:
        yield
    finally:
        g.pop("reader", None)


def reader_zone() -> ZoneInfo:
    reader = g.get("reader") or current_user
    return ZoneInfo(getattr(reader, "time_zone", None) or "Europe/London")


def moment(value: datetime | None) -> str:
    """"20 Nov 2026, 14:05" in the reader's zone; "3 min ago" within the last hour."""
    if value is None:
        return ""
    seconds = (clock.now() - value).total_seconds()
    if 0 <= seconds < 60:
        return "just now"
    if 0 <= seconds < 3600:
        return f"{int(seconds // 60)} min ago"
    return exact(value)


def exact(value: datetime | None, time_zone: str | None = None) -> str:
    """"20 Nov 2026, 14:05" in the reader's zone; mails name the zone of the person they go to."""
    zone = ZoneInfo(time_zone) if time_zone else reader_zone()
    return format_datetime(value, LONG, zone, "en_GB") if value else ""


def day(value: datetime | None) -> str:
    return format_datetime(value, DAY, reader_zone(), "en_GB") if value else ""


def init_app(app: Flask) -> None:
    web.init_app(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        moment=moment, exact=exact, day=day, markdown=markdown.render, phone=shown_phone
    )
    app.jinja_env.globals.update(
        navigation=_places, new_items=_new_items, dom_id=web.dom_id, new_submission=submissions.new_token, now=clock.now
    )
