"""Connections to PostgreSQL: one that has rested in the pool is tried before it is used, so that a
restarted database costs nobody an error; one that was just used is not, which saves each request
a round trip."""

import time
from typing import Any

from flask import Flask
from psycopg2 import Error
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

from app.core.db import db

REST_SECONDS = 2


def init_app(app: Flask) -> None:
    with app.app_context():
        event.listen(db.engine, "checkout", _try_rested)
        event.listen(db.engine, "checkin", _note_rest)


def _note_rest(connection: Any, record: Any) -> None:
    record.info["rests_since"] = time.monotonic()


def _try_rested(connection: Any, record: Any, proxy: Any) -> None:
    """The pool answers a DisconnectionError with a new connection."""
    if time.monotonic() - record.info.get("rests_since", time.monotonic()) < REST_SECONDS:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        connection.rollback()
    except Error as error:
        raise DisconnectionError from error
