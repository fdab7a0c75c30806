"""Errors that a person can act on: a designed page, or a toast when htmx asked for a fragment."""

import logging

from flask import Flask, Response, current_app, render_template
from flask_limiter import RateLimitExceeded
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.core import access, web
from app.core.db import db
from app.core.logs import request_id
from app.core.requests import rollback
from app.core.storage import StorageUnavailable
from app.core.tenancy import RecordNotFound

UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION, DEADLOCK = "23505", "23503", "40P01"
log = logging.getLogger(__name__)

WORDS = {
    400: ("That did not work", "The request could not be understood. Go back and try again."),
    403: ("Not allowed", "Your role does not allow this. An admin of your agency can help."),
    404: ("Not found", "This page does not exist, or it is not part of your agency."),
    405: ("Not possible here", "This address cannot be used in that way."),
    409: (
        "Changed in the meantime",
        "This was changed by somebody else. Reload to see it as it is.",
    ),
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
    app.register_error_handler(RateLimitExceeded, lambda error: _answer(429))
    app.register_error_handler(RecordNotFound, lambda error: _answer(404))
    app.register_error_handler(Conflict, lambda error: _answer(409, str(error)))
    app.register_error_handler(StorageUnavailable, lambda error: _answer(503, str(error)))
    app.register_error_handler(StaleDataError, lambda error: _answer(409))
    app.register_error_handler(IntegrityError, _integrity)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(InterfaceError, _database)
    app.register_error_handler(PoolTimeout, _database)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    response = _answer(error.code or 500, vars(error).get("description"))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _csrf(error: CSRFError) -> Response:
    """Without a session there is no token either: sign in first, if the page asks for that."""
    if not access.is_public() and not current_user.is_authenticated:
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    return _answer(400, "This page was open too long. Reload it and send the form again.")


def _integrity(error: IntegrityError) -> Response:
    """Somebody was faster: the same name was taken, or the record deleted, after the form was checked."""
    if getattr(error.orig, "pgcode", None) in (UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION):
        log.warning("lost a race", exc_info=error)
        return _answer(409)
    return _unexpected(error)


def _database(error: Exception) -> Response:
    """Away, or so busy that it gave one of two who waited for each other up."""
    if getattr(getattr(error, "orig", None), "pgcode", None) == DEADLOCK:
        log.warning("deadlock", exc_info=error)
        return _answer(409)
    log.error("database unavailable: %s", type(getattr(error, "orig", error)).__name__)
    response = _answer(503)
    response.headers["Retry-After"] = "10"
    return response


def _unexpected(error: Exception) -> Response:
    log.error("unhandled error", exc_info=error)
    return _answer(500)


def _answer(status: int, message: str | None = None) -> Response:
    title, words = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    text = message or words
    _give_up_transaction(is_broken=status >= 500)
    if web.is_htmx():
        reference = f" (reference {request_id()})" if status >= 500 else ""
        web.toast(text + reference, "bad")
        return Response(status=status)
    context = {"status": status, "title": title, "message": text, "reference": request_id()}
    if status >= 500:
        return Response(_without_visitor("errors/bare.html", context), status=status)
    try:
        return Response(render_template("errors/error.html", **context), status=status)
    except SQLAlchemyError as error:
        return _database(error)


def _give_up_transaction(*, is_broken: bool) -> None:
    """A failed transaction or a broken connection must not break the error page as well."""
    try:
        db.session.remove() if is_broken else rollback()
    except SQLAlchemyError as error:
        log.warning("the session could not be closed: %s", type(error).__name__)


def _without_visitor(template: str, context: dict[str, object]) -> str:
    """Renders without the context processors, which would look for the visitor in the database."""
    return current_app.jinja_env.get_template(template).render(context)
