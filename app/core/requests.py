"""The way of a request through the database: one transaction, one commit, then what waited for it."""

import logging
from collections.abc import Callable

from flask import Flask, Response, current_app

from app.core.db import db

log = logging.getLogger(__name__)


def after_commit(call: Callable[[], object]) -> None:
    """Runs `call` once this request's or job's transaction is committed, never if it rolls back."""
    db.session().info.setdefault("after_commit", []).append(call)


def commit() -> None:
    """Commits, then runs what waited for it. What fails then cannot undo the commit: it is logged."""
    db.session.commit()
    for call in db.session().info.pop("after_commit", []):
        try:
            call()
        except Exception:
            log.exception("after the commit")


def commit_quietly() -> None:
    """Commits and forgets what waited for it: for a history that is written down afterwards."""
    db.session().info.pop("after_commit", None)
    db.session.commit()


def rollback() -> None:
    db.session().info.pop("after_commit", None)
    db.session.rollback()


def init_app(app: Flask) -> None:
    """To be called last: what is registered last runs first, so that the answer which the headers
    and the log see is the one after the commit."""
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    if response.status_code >= 400:
        rollback()
        return response
    try:
        commit()
    except Exception as error:  # noqa: BLE001 — answered like an error of the handler
        rollback()
        return current_app.make_response(current_app.handle_user_exception(error))
    return response
