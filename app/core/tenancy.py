"""Which agency this request, job or command works for: the first two walls of tenancy.

`enter` is called in one place each for requests (the user loader), jobs (the outbox) and commands.
It hands the agency to PostgreSQL for the length of each transaction, where the row-level security
policies read it; without it no row of any agency can be seen or written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    bindparam,
    cast,
    event,
    func,
    select,
    text,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, SessionTransaction

from app.core.db import AgencyModel, Deletable, db

Model = TypeVar("Model", bound=AgencyModel)
SETTING = "app.agency_id"
SET_AGENCY = f"select set_config('{SETTING}', %s, true)"
ROLE = "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"
MAX_ID = 2**63 - 1


class NoAgency(RuntimeError):
    """Code that needs an agency ran outside of any."""


class RecordNotFound(LookupError):
    """No such record in this agency; whether another agency has it is not told."""


class UnsafeRole(RuntimeError):
    """The database role would see through row-level security."""


def enter(agency_id: int, *, is_told: bool = False) -> None:
    """`is_told`: the database knows already, by the statement that found the agency."""
    session = db.session()
    session.info["agency_id"] = agency_id
    if session.in_transaction() and not is_told:
        _tell_database(session.connection(), agency_id)


def telling(agency_id: ColumnElement[int]) -> ColumnElement[str]:
    """Among the columns of a statement that finds the agency: hands it to PostgreSQL in one go,
    which saves each request a round trip."""
    return func.set_config(SETTING, cast(agency_id, Text), True)


def leave() -> None:
    session = db.session()
    if session.info.pop("agency_id", None) and session.in_transaction():
        _tell_database(session.connection(), None)


@contextmanager
def entered(agency_id: int) -> Iterator[None]:
    """Works for this agency inside, and for the one before (or none) again afterwards."""
    before = db.session().info.get("agency_id")
    enter(agency_id)
    try:
        yield
    finally:
        leave() if before is None else enter(before)


def agency_id() -> int:
    current = db.session().info.get("agency_id")
    if current is None:
        raise NoAgency("no agency was entered")
    return current


CURRENT_AGENCY = bindparam("current_agency", type_=BigInteger, callable_=agency_id)


def is_entered() -> bool:
    return "agency_id" in db.session().info


def scoped(model: type[Model], *, deleted: bool = False) -> Select[Model]:
    """`select(model)` within the current agency, and without what was deleted: the start of every
    query for a screen."""
    own = select(model).where(model.agency_id == CURRENT_AGENCY)
    if deleted or not issubclass(model, Deletable):
        return own
    return own.where(model.deleted_at.is_(None))


def find(
    model: type[Model], record_id: int | None, *, lock: bool = False, deleted: bool = False
) -> Model:
    """The record with this id in the current agency; raises RecordNotFound (a 404), also for one
    that was deleted, unless it may be."""
    if record_id is None or not 0 < record_id <= MAX_ID:
        raise RecordNotFound(model.__name__)
    query = scoped(model, deleted=deleted).where(model.id == record_id)
    record = db.session.scalar(query.with_for_update() if lock else query)
    if record is None:
        raise RecordNotFound(model.__name__)
    return record


def role_problem() -> str | None:
    """Why the database role cannot be trusted with several agencies, or None."""
    return _problem_of(*db.session.execute(text(ROLE)).one())


def check_role(app: Flask) -> None:
    """Refuses to start with a role that sees through row-level security. With PostgreSQL away it
    lets the start go on: each connection is checked again when it is made."""
    with app.app_context():
        try:
            problem = role_problem()
        except OperationalError:
            problem = None
    if problem:
        raise UnsafeRole(problem)


def init_app(app: Flask) -> None:
    if not event.contains(db.session, "after_begin", _begin):
        event.listen(db.session, "after_begin", _begin)
    if app.extensions["settings"].is_production:
        with app.app_context():
            event.listen(db.engine, "connect", _refuse_unsafe_role)


def _begin(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    current = session.info.get("agency_id")
    if current is not None and not transaction.nested:
        _tell_database(connection, current)


def _tell_database(connection: Connection, current: int | None) -> None:
    connection.exec_driver_sql(SET_AGENCY, (str(current or ""),))


def _refuse_unsafe_role(connection: Any, record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        problem = _problem_of(*cursor.fetchone())
    connection.rollback()
    if problem:
        raise UnsafeRole(problem)


def _problem_of(is_superuser: bool, bypasses: bool) -> str | None:
    if is_superuser or bypasses:
        return "The database role is a superuser or bypasses row-level security; use a plain role."
    return None
