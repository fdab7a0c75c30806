"""Logs on stdout: JSON in production, with request, agency and user ids and never personal data."""

import json
import logging
import re
import secrets
import sys
import time
import traceback
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy import inspect

from app.config import Settings

REQUEST_ID = re.compile(r"[\w-]{8,64}\Z", re.ASCII)
log = logging.getLogger("travault.request")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_who(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = without_texts(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def without_texts(error: BaseException) -> str:
    """The traceback with the types of the errors only: their texts may hold what people typed
    (PostgreSQL's, for one, quote the value that is already taken)."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = without_texts(cause) + "\n" if cause else ""
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{before}{places}{type(error).__module__}.{type(error).__qualname__}"


class PlainFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = getattr(record, "fields", {})
        extra = "".join(f" {name}={value}" for name, value in fields.items())
        return super().format(record) + extra


def set_up(settings: Settings) -> None:
    handler = logging.StreamHandler(sys.stdout)
    plain = PlainFormatter("%(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if settings.is_production else plain)
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for noisy in ("fontTools", "weasyprint", "rq.worker", "alembic.runtime.plugins"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]
    if not settings.is_test:
        set_up(settings)
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """The id of this request in log, header and error page; a proxy in front may choose it."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if REQUEST_ID.match(given) else secrets.token_hex(8)
    return g.request_id


def _begin() -> None:
    request_id()
    g.started = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = request_id()
    now = time.perf_counter()
    fields = {
        "method": request.method,
        "endpoint": request.endpoint,
        "status": response.status_code,
        "ms": round((now - g.get("started", now)) * 1000, 1),
    }
    if request.endpoint != "health.show":
        log.info("request", extra={"fields": fields})
    return response


def _who() -> dict[str, object]:
    if not has_request_context():
        return {}
    visitor = g.get("_login_user")
    return {
        "request": g.get("request_id"),
        "user": _known(visitor, "id"),
        "agency": _known(visitor, "agency_id"),
    }


def _known(visitor: Any, name: str) -> Any:
    """After an error the visitor may have no session any more that could look anything up."""
    state = inspect(visitor, raiseerr=False)
    return vars(visitor).get(name) if state and state.detached else getattr(visitor, name, None)
