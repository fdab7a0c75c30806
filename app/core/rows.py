"""Rows of lists, rendered once and kept for as long as they show the same.

Most of a list page's time goes into writing its cells, and most rows have not changed since
somebody last looked. What a row's template shows must be the row's own columns, what is given as
`differs`, and constants of the code: all of it but the constants is part of the key, with the
reader's zone and, as dates are told like "3 min ago", the minute or the day.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from app.core import clock
from app.core.context import reader_zone

MOST = 3000
FRESH = timedelta(hours=1)
_kept: dict[tuple[Any, ...], str] = {}


def kept_rows(
    template: str, rows: Iterable[Any], differs: dict[str, Any] | None = None, **constants: Any
) -> Markup:
    """The rows, which are tuples, one after the other, each as `row` of the template.

    {{ kept_rows("tickets/_row.html", page.rows, {"bulk": bulk}, labels=labels) }}
    """
    differs, now = differs or {}, clock.now()
    same = (template, *differs.items(), reader_zone().key, _fields(rows))
    today, minute = now.date(), now.replace(second=0, microsecond=0)
    shown = []
    for row in rows:
        key = (same, minute if _is_fresh(row, now) else today, row)
        html = _kept.get(key)
        if html is None:
            html = _keep(key, template, row=row, **differs, **constants)
        shown.append(html)
    return Markup("".join(shown))  # noqa: S704 — a template made each


def _fields(rows: Iterable[Any]) -> tuple[str, ...]:
    return next((row._fields for row in rows), ())


def _is_fresh(row: Any, now: datetime) -> bool:
    """Whether a date of it may be told in minutes."""
    return any(now - FRESH < value for value in row if isinstance(value, datetime))


def _keep(key: tuple[Any, ...], template: str, **context: Any) -> str:
    """Threads may do this at once: they write the same."""
    if len(_kept) >= MOST:
        _kept.clear()
    html = _kept[key] = current_app.jinja_env.get_template(template).render(context)
    return html


def init_app(app: Flask) -> None:
    _kept.clear()
    app.jinja_env.globals["kept_rows"] = kept_rows
