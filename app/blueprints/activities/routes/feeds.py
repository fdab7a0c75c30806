"""The visitor's own calendar feed: made, made anew, revoked."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.activities import feeds
from app.blueprints.activities.routes import feed_screens as screens

bp = Blueprint("feeds", __name__, url_prefix="/profile/calendar")


@bp.get("")
def show():
    return screens.card(feeds.feed_of(current_user))


@bp.post("")
def create():
    feed, token = feeds.make_feed(current_user)
    return screens.made(feed, token)


@bp.post("/deletion")
@bp.delete("")
def destroy():
    feeds.revoke_feed(current_user)
    return screens.revoked()
