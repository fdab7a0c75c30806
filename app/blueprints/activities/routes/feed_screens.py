"""The card of the profile that gives out the address of one's calendar."""

from flask import Response, url_for

from app.blueprints.activities.models import CalendarFeed
from app.core import mail, web

CARD, PAGE = "activities/feeds/_card.html", "activities/feeds/show.html"


def card(feed: CalendarFeed | None) -> Response:
    return web.fragment(CARD, inside=PAGE, feed=feed)


def made(feed: CalendarFeed, token: str) -> Response:
    """The only answer that says the address; a plain browser gets it as a page at once."""
    web.toast("Calendar address made")
    path = url_for("activities.calendars.show", token=token)
    return web.fragment(CARD, inside=PAGE, feed=feed, address=mail.site() + path)


def revoked() -> Response:
    return web.saved(
        CARD, to=url_for("accounts.profiles.edit"), message="Calendar address revoked", feed=None
    )
