"""What the browser gets after a change: what shows files asks for them anew."""

from flask import Response

from app.core import web

CHANGED = "files-changed"


def changed(to: str, message: str, *, undo_url: str | None = None) -> Response:
    if not web.is_htmx():
        return web.redirect_to(to, message=message, undo_url=undo_url)
    web.toast(message, undo_url=undo_url)
    web.announce(CHANGED)
    return web.nothing()
