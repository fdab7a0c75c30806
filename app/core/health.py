"""`/health` says that the process answers, `/health/ready` that what it needs does too.

A domain adds what it knows with `watch`; a check returns None when all is well, or one line that
says what is not. Only the checks that are `vital` make the answer a 503: the others are degraded
service, said and not hidden.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, jsonify
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.config import CHECKOUT
from app.core import redis
from app.core.access import public
from app.core.db import db
from app.core.requests import rollback
from app.extensions import limiter

bp = Blueprint("health", __name__, url_prefix="/health")


@dataclass(frozen=True)
class Check:
    name: str
    run: Callable[[], str | None]
    vital: bool


_checks: list[Check] = []


def watch(name: str, run: Callable[[], str | None], *, vital: bool = False) -> None:
    if all(check.name != name for check in _checks):
        _checks.append(Check(name, run, vital))


@bp.get("")
@public
@limiter.exempt
def show() -> Response:
    return jsonify(status="ok")


@bp.get("/ready")
@public
@limiter.exempt
def index() -> tuple[Response, int]:
    found = {check.name: _problem(check) for check in _checks}
    broken = any(found[check.name] for check in _checks if check.vital)
    status = "unavailable" if broken else "degraded" if any(found.values()) else "ok"
    details = {name: problem or "ok" for name, problem in found.items()}
    return jsonify(status=status, checks=details), 503 if broken else 200


def _problem(check: Check) -> str | None:
    try:
        return check.run()
    except SQLAlchemyError:
        rollback()
        return "unknown, because PostgreSQL does not answer"


def database() -> str | None:
    try:
        db.session.execute(text("select 1"))
    except SQLAlchemyError:
        rollback()
        return "PostgreSQL does not answer"
    return None


def migrations() -> str | None:
    current = MigrationContext.configure(db.session.connection()).get_current_heads()
    return None if set(current) == _wanted_heads() else "run the migrations (flask db upgrade)"


@cache
def _wanted_heads() -> set[str]:
    return set(ScriptDirectory(str(CHECKOUT / "migrations")).get_heads())


def transport() -> str | None:
    try:
        redis.connection().ping()
    except RedisError:
        return "Redis does not answer; mails and exports wait for it"
    return None


watch("database", database, vital=True)
watch("migrations", migrations, vital=True)
watch("redis", transport)
