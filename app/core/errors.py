"""Errors that a person can act on: a designed page, or a toast when htmx asked for a fragment."""

import logging

from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from app.core import web
from app.core.db import db
from app.core.tenancy import RecordNotFound

log = logging.getLogger(__name__)

WORDS = {
    400: ("That did not work", "The request could not be understood. Go back and try again."),
    403: ("Not allowed", "Your role does not allow this. An admin of your agency can help."),
    404: ("Not found", "This page does not exist, or it is not part of your agency."),
    405: ("Not possible here", "This address cannot be used in that way."),
    409: ("Changed in the meantime", "This was changed by somebody else. Reload to see it as it is."),
    413: ("Too large", "The file or text is too large. Files may have at most 10 MB."),
    422: ("Please check the form", "Something in the form needs your attention."),
    429: ("Too many tries", "Wait a few minutes, then try again."),
    500: ("Something went wrong", "The fault is ours and has been noted. Please try again."),
    503: ("Back in a moment", "Travault cannot reach its database. Please try again in a minute."),
}


class Conflict(Exception):
    """The record is in a state that does not allow this; the text says why and what to do."""


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(RecordNotFound, lambda error: _answer(404))
    app.register_error_handler(Conflict, lambda error: _answer(409, str(error)))
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    own_words = error.description if error.description != type(error).description else None
    response = _answer(error.code or 500, own_words)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _csrf(error: CSRFError) -> Response:
    return _answer(400, "This page was open too long. Reload it and send the form again.")


def _database(error: OperationalError) -> Response:
    log.error("database unavailable: %s", type(error.orig).__name__)
    response = _answer(503)
    response.headers["Retry-After"] = "10"
    return response


def _unexpected(error: Exception) -> Response:
    log.exception("unhandled error")
    return _answer(500)


def _answer(status: int, message: str | None = None) -> Response:
    title, words = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    text = message or words
    if status >= 500:
        _drop_session()
    if web.is_htmx():
        web.toast(f"{text} (reference {g.request_id})" if status >= 500 else text, "bad")
        return Response(status=status)
    template = "errors/bare.html" if status >= 500 else "errors/error.html"
    context = {"status": status, "title": title, "message": text, "reference": g.request_id}
    return Response(render_template(template, **context), status=status)


def _drop_session() -> None:
    """A broken connection must not break the error page as well."""
    db.session.remove()
    request.environ["travault.broken"] = True
