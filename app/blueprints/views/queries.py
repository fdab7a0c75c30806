"""Whose views of a list."""

from dataclasses import dataclass

from flask import abort
from sqlalchemy import Select, func, or_

from app.blueprints.accounts.models import User
from app.blueprints.views.lists import OFFERS, Offer
from app.blueprints.views.models import SavedView
from app.core import tenancy
from app.core.db import db
from app.core.forms import to_id
from app.core.tenancy import RecordNotFound

MOST = 100


@dataclass(frozen=True)
class Menu:
    """What the menu above a list holds: `current` is the view that is open, if one is."""

    offer: Offer
    mine: list[SavedView]
    shared: list[SavedView]
    current: SavedView | None


def menu(key: str, query: str, user: User) -> Menu:
    views = views_of(key, user)
    mine = [view for view in views if view.user_id == user.id]
    current = next((v for v in [*mine, *views] if v.query == query), None)
    shared = [view for view in views if view.user_id != user.id]
    return Menu(offer_of(key), mine, shared, current)


def opened(key: str, view_id: str | None, query: str, user: User) -> str | None:
    """The name of the view that is in the address, while the list shows what the view says. Nothing is asked
    for a list that was opened without one."""
    number = to_id(view_id)
    if number is None:
        return None
    wanted = _seen_by(key, user).where(SavedView.id == number, SavedView.query == query)
    return db.session.scalar(wanted.with_only_columns(SavedView.name))


def views_of(key: str, user: User) -> list[SavedView]:
    """The user's own and those that colleagues share, by name."""
    by_name = _seen_by(key, user).order_by(func.lower(SavedView.name), SavedView.id)
    return list(db.session.scalars(by_name.limit(2 * MOST)))


def _seen_by(key: str, user: User) -> Select[SavedView]:
    is_theirs = or_(SavedView.user_id == user.id, SavedView.is_shared)
    return tenancy.scoped(SavedView).where(SavedView.list_key == key, is_theirs)


def find_view(user: User, view_id: int, *, deleted: bool = False) -> SavedView:
    """One that the user sees; a colleague's own is as unknown as another agency's."""
    view = tenancy.find(SavedView, view_id, deleted=deleted)
    if view.user_id != user.id and not view.is_shared:
        raise RecordNotFound("SavedView")
    return view


def offer_of(key: str) -> Offer:
    if key not in OFFERS:
        abort(404)
    return OFFERS[key]
