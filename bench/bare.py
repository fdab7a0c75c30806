"""The yardstick: a bare Flask view per case that sends the page's main SQL through psycopg2 and
renders the same rows with the same row template. No session, tenancy, ORM or layout, but the same
gunicorn settings, in the same run."""

import os
import threading
from collections import namedtuple
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import psycopg2
from flask import Flask, g

from app import create_app
from bench.cases import Case, cases
from bench.recording import record
from bench.visitor import Visitor

READER = SimpleNamespace(time_zone="Europe/London", is_authenticated=True)
ZONE = ZoneInfo("Europe/London")
_local = threading.local()
_row_types: dict[str, Any] = {}


def make() -> Flask:
    app = create_app()
    agency_id = int(os.environ["BENCH_AGENCY"])
    visitor = Visitor.sign_in(app, agency_id)
    recorded = [(case, record(app, case, visitor)) for case in cases(app, agency_id)]
    _strip(app)
    for case, recording in recorded:
        sql, parameters = recording.main(case)
        view = _view(app, case, sql, parameters, recording.context(), agency_id)
        app.add_url_rule(f"/bare/{case.name}", case.name, view)
    return app


def _strip(app: Flask) -> None:
    """A new Flask app, but for the templates."""
    app._got_first_request = False
    app.before_request_funcs.clear()
    app.after_request_funcs.clear()
    app.teardown_request_funcs.clear()
    app.teardown_appcontext_funcs.clear()
    app.template_context_processors[None] = []
    app.wsgi_app = Flask.wsgi_app.__get__(app)  # type: ignore[method-assign]


def _view(app: Flask, case: Case, sql: str, parameters: Any, context: dict, agency_id: int) -> Any:
    every_row = f"{{% for {case.row_name} in rows %}}{{% include '{case.row}' %}}{{% endfor %}}"
    once = f"{{% include '{case.row}' %}}"
    template = app.jinja_env.from_string(every_row if case.row_name else once)
    context = {**context, "current_user": READER, "can": lambda *_: True, "csrf_token": str}

    def view() -> str:
        g.zone = ZONE
        rows = _rows(case, sql, parameters, agency_id)
        return template.render(**{**context, "rows": rows})

    return view


def _rows(case: Case, sql: str, parameters: Any, agency_id: int) -> list[Any]:
    with _connection(agency_id).cursor() as cursor:
        if case.also:
            cursor.execute(case.also)
        cursor.execute(sql, parameters)
        return [_row_type(case.name, cursor)._make(values) for values in cursor.fetchall()]


def _row_type(name: str, cursor: Any) -> Any:
    if name not in _row_types:
        _row_types[name] = namedtuple("row", [c.name for c in cursor.description], rename=True)  # type: ignore[misc]
    return _row_types[name]


def _connection(agency_id: int) -> Any:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg2.connect(os.environ["DATABASE_URL"])
        _local.connection.autocommit = True
        with _local.connection.cursor() as cursor:
            cursor.execute("select set_config('app.agency_id', %s, false)", (str(agency_id),))
    return _local.connection


app = make() if "BENCH_AGENCY" in os.environ else None
