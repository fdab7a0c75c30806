"""Saving a view of a list."""

from typing import Any
from urllib.parse import parse_qsl

from app.blueprints.accounts.models import User
from app.blueprints.views.lists import Offer
from app.blueprints.views.models import SavedView
from app.core.db import db


def save_view(offer: Offer, values: dict[str, Any], *, by: User) -> SavedView:
    """Keeps what of the query means something to the list."""
    query = offer.listing.query(dict(parse_qsl(values.pop("query") or "")))
    view = SavedView(list_key=offer.key, query=query, user_id=by.id, **values)
    db.session.add(view)
    db.session.flush()
    return view
