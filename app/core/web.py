"""Answers: pages, fragments and where to go next. The only file that knows htmx's headers.

A page and its fragment may share one URL: htmx says in `HX-Request-Type` which one it wants, and
`Vary` keeps caches honest. Every form works without htmx too, so each answer to a POST names both
the fragment and the page that a plain browser goes to.
"""

import json
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, flash, g, make_response, render_template, request
from werkzeug.urls import iri_to_uri

Context = Any


def is_htmx() -> bool:
    return request.headers.get("HX-Request") == "true"


def wants_fragment() -> bool:
    return (
        request.headers.get("HX-Request-Type") == "partial"
        and "HX-History-Restore-Request" not in request.headers
    )


def is_for(element_id: str) -> bool:
    """Whether htmx puts the answer into the element with this id."""
    return request.headers.get("HX-Target", "").rpartition("#")[2] == element_id


def page(
    template: str, *, part: str | None = None, status: int = 200, **context: Context
) -> Response:
    """The whole page; or, when htmx asks and there is a `part`, that template alone."""
    name = part if part and wants_fragment() else template
    return _respond(render_template(name, **context), status)


def fragment(
    template: str, *, inside: str = "layouts/shell.html", status: int = 200, **context: Context
) -> Response:
    """The fragment for htmx. A browser that has no htmx, or a typed address, gets the page
    `inside` with the same context and `part`, the name of the fragment's template."""
    name = template if is_htmx() else inside
    return _respond(render_template(name, part=template, **context), status)


def invalid(template: str, *, inside: str = "layouts/shell.html", **context: Context) -> Response:
    """The same form again with its errors: 422, so that nothing is committed."""
    return fragment(template, inside=inside, status=422, **context)


def saved(template: str, *, to: str, message: str | None = None, **context: Context) -> Response:
    """After a change: the new fragment for htmx, the page `to` for a plain browser."""
    if not is_htmx():
        return redirect_to(to, message=message)
    if message:
        toast(message)
    return _respond(render_template(template, **context), 200)


def redirect_to(url: str, *, message: str | None = None, undo_url: str | None = None) -> Response:
    """Leaves for another page, whose first sight is `message` as a toast, with its Undo."""
    if message:
        flash(message, f"good {undo_url}" if undo_url else "good")
    target = iri_to_uri(url)
    if is_htmx():
        return _respond("", 200, {"HX-Redirect": target})
    return _respond("", 303, {"Location": target})


def destination(response: Response) -> str | None:
    """Where this answer sends the visitor, if anywhere."""
    return response.headers.get("Location") or response.headers.get("HX-Redirect")


def nothing(message: str | None = None) -> Response:
    """An empty answer that removes the element it is swapped for."""
    if message:
        toast(message)
    return _respond("", 200)


def toast(message: str, tone: str = "good", *, undo_url: str | None = None) -> None:
    """Shows `message` over the fragment that this request answers with; with an `undo_url` also
    the button that posts there."""
    g.toast = {"message": message, "tone": tone, "undo_url": undo_url}


def announce(event: str) -> None:
    """Lets other parts of the page that listen for `event` reload themselves."""
    g.setdefault("announcements", []).append(event)


def here() -> str:
    """The page the browser shows: for answers that have no better place to go."""
    try:
        current = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    except ValueError:
        return "/"
    if current.netloc != request.host or current.path.startswith("//"):
        return "/"
    return (current.path or "/") + (f"?{current.query}" if current.query else "")


def dom_id(record: Any, part: str = "") -> str:
    """The id of a record's element: `dom_id(ticket, "row")` → "ticket-12-row"."""
    name = record if isinstance(record, str) else f"{record.__tablename__}-{record.id}"
    return f"{name}-{part}" if part else name


def init_app(app: Flask) -> None:
    app.after_request(_add_triggers)


def _respond(body: str, status: int, headers: dict[str, str] | None = None) -> Response:
    response = make_response(body, status, headers or {})
    response.vary.update(["HX-Request", "HX-Request-Type", "HX-Target"])
    return response


def _add_triggers(response: Response) -> Response:
    triggers: dict[str, object] = {name: {} for name in g.pop("announcements", [])}
    message = g.pop("toast", None)
    if message:
        triggers["toast"] = message
    if triggers and is_htmx():
        response.headers["HX-Trigger"] = json.dumps(triggers)
    return response
