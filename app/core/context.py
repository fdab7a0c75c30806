"""What every template can use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from flask import Flask, g, request
from flask_login import current_user

from app.core import clock, markdown, money, submissions, web
from app.core.access import can
from app.core.reach import shown_phone

MONTHS = Locale.parse("en_GB").months["format"]["abbreviated"]


@dataclass(frozen=True)
class Place:
    """An entry of the navigation, for those who have the permission."""

    key: str
    label: str
    url: str
    icon: str
    order: int
    permission: str | None = None


@dataclass(frozen=True)
class NewItem:
    """An entry of the New menu, for those who have the permission."""

    label: str
    url: str
    icon: str
    permission: str | None = None


_places: list[Place] = []
_new_items: list[NewItem] = []


def offer_place(
    key: str, label: str, url: str, icon: str, *, order: int = 70, permission: str | None = None
) -> None:
    """Adds an entry to the navigation; a phone has the first four in its bar."""
    if all(place.key != key for place in _places):
        _places.append(Place(key, label, url, icon, order, permission))
        _places.sort(key=lambda place: place.order)


def places() -> list[Place]:
    """The navigation of the visitor."""
    return [place for place in _places if place.permission is None or can(place.permission)]


def current_places() -> tuple[str, ...]:
    """Keys of the places that the page shown belongs to."""
    return tuple(place.key for place in _places if request.path.startswith(place.url))


def offer_new(label: str, url: str, icon: str, permission: str | None = None) -> None:
    """Adds an entry to the New menu of the top bar."""
    item = NewItem(label, url, icon, permission)
    if item not in _new_items:
        _new_items.append(item)


@contextmanager
def reading_as(user: Any) -> Iterator[None]:
    """What is rendered inside is for `user`, with dates in their zone: mails and documents."""
    before = g.get("zone"), g.get("reader")
    g.zone, g.reader = ZoneInfo(user.time_zone), user
    try:
        yield
    finally:
        g.zone, g.reader = before
        if g.zone is None:
            del g.zone


def reader() -> Any:
    """Whom `reading_as` names, else the visitor: for what depends on who looks, such as "mine"."""
    return g.get("reader") or current_user


def reader_zone() -> ZoneInfo:
    """The zone of the person that `reading_as` names, else of the visitor: asked for by every date
    of a page, so it is looked up once."""
    try:
        return g.zone
    except AttributeError:
        g.zone = ZoneInfo(getattr(current_user, "time_zone", None) or "Europe/London")
        return g.zone


def moment(value: datetime | None) -> str:
    """ "20 Nov 2026, 14:05" in the reader's zone; "3 min ago" within the last hour."""
    return _ago(value) or exact(value)


def recent(value: datetime | None) -> str:
    """As `moment`, but without the time when it is longer ago: for dense tables."""
    return _ago(value) or day(value)


def exact(value: datetime | None) -> str:
    """ "20 Nov 2026, 14:05" in the reader's zone."""
    if value is None:
        return ""
    local = value.astimezone(reader_zone())
    return f"{_date(local)}, {local:%H:%M}"


def day(value: datetime | None) -> str:
    return _date(value.astimezone(reader_zone())) if value else ""


def date(value: Date | None) -> str:
    """ "20 Nov 2026", of a day that has no time and no zone."""
    return _date(value) if value else ""


def brief_day(value: datetime | None) -> str:
    """ "20 Nov", with the year when it is another one."""
    if value is None:
        return ""
    local = value.astimezone(reader_zone())
    is_this_year = local.year == clock.now().astimezone(reader_zone()).year
    return f"{local.day} {MONTHS[local.month]}" if is_this_year else _date(local)


def brief(value: datetime | None) -> str:
    """As `recent`, for tables with many columns."""
    return _ago(value) or brief_day(value)


def _date(local: Date) -> str:
    return f"{local.day} {MONTHS[local.month]} {local.year}"


def _ago(value: datetime | None) -> str:
    """ "3 min ago" within the last hour, else nothing."""
    seconds = (clock.now() - value).total_seconds() if value else -1
    if 0 <= seconds < 60:
        return "just now"
    return f"{int(seconds // 60)} min ago" if 0 <= seconds < 3600 else ""


def init_app(app: Flask) -> None:
    web.init_app(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        moment=moment,
        recent=recent,
        exact=exact,
        date=date,
        day=day,
        brief=brief,
        brief_day=brief_day,
        markdown=markdown.render,
        phone=shown_phone,
        money=money.shown,
        money_brief=money.shown_brief,
    )
    app.jinja_env.globals.update(
        places=places,
        new_items=_new_items,
        dom_id=web.dom_id,
        new_submission=submissions.new_token,
        now=clock.now,
    )
