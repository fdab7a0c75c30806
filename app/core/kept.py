"""Parts of pages that are rendered once and kept for as long as they show the same.

Most of a page's time goes into writing HTML that was written before: the frame around it, menus and
filters, rows that nobody changed. `by` holds all that decides what a kept template shows, as values
that compare by what they say (texts, numbers, yes or no, tuples of these); the rest of its context
must follow from them, or be constants of the code. For rows the row itself counts too, the reader's
zone and, as dates are told like "3 min ago", the minute or the day. Tokens against forgery are put
in afterwards.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from app.core import clock
from app.core.context import current_places, reader_zone

MOST = 4000
FRESH = timedelta(hours=1)
OWN_CSRF = "<!-- csrf -->"  # stands where each request's own token goes
_kept: dict[tuple[Any, ...], str] = {}


def frame(template: str) -> Markup:
    """What stands around every page. It shows the visitor's `mark` (their names, role, theme and
    agency), the place and the width of the navigation; a number that changes loads by itself."""
    is_rail = request.cookies.get("nav") == "rail"
    return kept(template, (g.get("visitor_mark"), current_places(), is_rail), is_rail=is_rail)


def kept(template: str, by: tuple[Any, ...], **context: Any) -> Markup:
    """One part of a page, with this request's own token.

    {{ kept("tickets/_filters.html", (page.query, choices.people), page=page, choices=choices) }}
    """
    html = _kept.get((template, by))
    if html is None:
        written = render_template(template, **context)
        html = _keep((template, by), written.replace(generate_csrf(), OWN_CSRF))
    return Markup(html.replace(OWN_CSRF, generate_csrf()))  # noqa: S704 — a template made it


def kept_rows(
    template: str, rows: Iterable[Any], by: tuple[Any, ...] = (), **context: Any
) -> Markup:
    """Rows of a list, which are tuples, one after the other, each as `row` of the template.

    {{ kept_rows("tickets/_row.html", page.rows, (bulk,), bulk=bulk, labels=labels) }}
    """
    now = clock.now()
    same = (template, by, reader_zone().key, _fields(rows))
    today, minute = now.date(), now.replace(second=0, microsecond=0)
    shown = []
    for row in rows:
        key = (same, minute if _is_fresh(row, now) else today, row)
        html = _kept.get(key)
        if html is None:
            row_template = current_app.jinja_env.get_template(template)
            html = _keep(key, row_template.render(row=row, **context))
        shown.append(html)
    return Markup("".join(shown))  # noqa: S704 — a template made each


def _fields(rows: Iterable[Any]) -> tuple[str, ...]:
    return next((row._fields for row in rows), ())


def _is_fresh(row: Any, now: datetime) -> bool:
    """Whether a date of it may be told in minutes."""
    return any(now - FRESH < value for value in row if isinstance(value, datetime))


def _keep(key: tuple[Any, ...], html: str) -> str:
    """Threads may do this at once: they write the same."""
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = html
    return html


def init_app(app: Flask) -> None:
    """Places and addresses of static files are this app's own."""
    _kept.clear()
    app.jinja_env.globals.update(frame=frame, kept=kept, kept_rows=kept_rows)
