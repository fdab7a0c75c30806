"""The list as the answer to what was marked."""

from flask import Response, request, url_for
from flask_login import current_user

from app.blueprints.notifications import queries
from app.core import web


def changed(message: str | None = None) -> Response:
    web.announce("notifications-changed")
    page = queries.page_of(current_user, request.args, url_for("notifications.notifications.index"))
    to = page.url(page=page.number)
    return web.saved("notifications/_list.html", to=to, message=message, page=page)
