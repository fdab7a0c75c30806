"""Logs on stdout: JSON in production, with request, agency and user ids and never personal data."""

import json
import logging
import re
import secrets
import sys
import time

from flask import Flask, Response, g, has_request_context, request

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
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


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


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.match(given) else secrets.token_hex(8)
    g.started = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    milliseconds = round((time.perf_counter() - g.started) * 1000, 1)
    fields = {
        "method": request.method,
        "endpoint": request.endpoint,
        "status": response.status_code,
        "ms": milliseconds,
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
        "user": getattr(visitor, "id", None),
        "agency": getattr(visitor, "agency_id", None),
    }
