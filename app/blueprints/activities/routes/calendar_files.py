"""What a calendar app gets: a file, or word that it has not changed."""

import hashlib

from flask import Response, abort, request

from app.blueprints.accounts.models import User, digest
from app.blueprints.activities import limits
from app.blueprints.activities.feeds import reader_of
from app.blueprints.activities.ical import MIME
from app.blueprints.activities.models import Activity
from app.core import storage
from app.core.tenancy import RecordNotFound


def reader(token: str) -> User:
    """Whose feed it is."""
    user = reader_of(token)
    if not (limits.may_read(digest(token)) if user else limits.may_miss()):
        abort(429)
    if user is None:
        raise RecordNotFound("CalendarFeed")
    return user


def feed(calendar: bytes) -> Response:
    response = Response(calendar, content_type=MIME)
    response.set_etag(hashlib.sha256(calendar).hexdigest())
    response.cache_control.private = response.cache_control.no_cache = True
    return response.make_conditional(request)


def download(calendar: bytes, activity: Activity) -> Response:
    response = Response(calendar, content_type=MIME)
    name = f"{activity.subject}.ics"
    response.headers["Content-Disposition"] = storage.disposition("attachment", name)
    return response
