"""The way of a request through the database: one transaction, one commit, then what waited for it."""

from collections.abc import Callable

from flask import Flask, Response

from app.core.db import db


def after_commit(call: Callable[[], None]) -> None:
    """Runs `call` once this request's or job's transaction is committed, never if it rolls back."""
    db.session().info.setdefault("after_commit", []).append(call)


def commit() -> None:
    """Commits, then runs what waited for it."""
    db.session.commit()
    for call in db.session().info.pop("after_commit", []):
        call()


def rollback() -> None:
    db.session.rollback()
    db.session().info.pop("after_commit", None)


def init_app(app: Flask) -> None:
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    if response.status_code < 400:
        commit()
    else:
        rollback()
    return response
