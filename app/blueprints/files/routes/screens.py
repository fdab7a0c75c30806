"""What the browser gets after a change: what shows files asks for them anew."""

from flask import Response

from app.blueprints.files import owners
from app.blueprints.files.models import File
from app.core import web

CHANGED = "files-changed"


def changed(file: File, message: str, *, undo_url: str | None = None) -> Response:
    if not web.is_htmx():
        return web.redirect_to(owners.address_of(file), message=message, undo_url=undo_url)
    web.toast(message, undo_url=undo_url)
    web.announce(CHANGED)
    return web.nothing()
