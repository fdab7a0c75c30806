"""Tests run against real PostgreSQL as a plain role and real Valkey. The tables are made once by
the migrations; each test works inside a transaction that is rolled back at its end."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, event, text

from app import create_app
from app.config import read_settings
from app.core import assets, clock, tenancy
from app.core.db import db
from app.extensions import limiter
from tests import cast, factories
from tests.browserless import Browser
from tests.mailbox import Server
from tests.worker import Worker

FORGET = "select set_config('app.agency_id', '', true)"
# The same inputs in every run: what fails here fails everywhere, and a clock decides nothing.
settings.register_profile("travault", derandomize=True, deadline=None)
settings.load_profile("travault")
# The second of two processes has a database and a Valkey number of its own.
if os.environ.get("PYTEST_XDIST_WORKER") == "gw1":
    for name in ("TEST_DATABASE_URL", "TEST_REDIS_URL"):
        os.environ[name] = os.environ[f"{name}_2"]
MIGRATIONS = str(Path(__file__).resolve().parent.parent / "migrations")


def environment(tmp_path, mail_port: int) -> dict[str, str]:
    return {
        "TRAVAULT_ENV": "test",
        "SECRET_KEY": "only-for-tests",
        "DATABASE_URL": os.environ["TEST_DATABASE_URL"],
        "REDIS_URL": os.environ.get("TEST_REDIS_URL", ""),
        "PUBLIC_URL": "http://travault.test",
        "VAR_DIR": str(tmp_path),
        "OPERATOR_EMAIL": "operator@travault.test",
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(mail_port),
        "MAIL_USE_TLS": "false",
        "MAIL_FROM": "Travault <no-reply@travault.test>",
    }


@pytest.fixture(scope="session")
def mail_server():
    server = Server()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def app(tmp_path_factory, mail_server):
    """The application on freshly migrated tables, with the cast committed, and style sheets and
    scripts compressed as in production: once, as other processes read them meanwhile."""
    from flask_migrate import upgrade

    assets.refresh(compress=True)
    app = create_app(read_settings(environment(tmp_path_factory.mktemp("var"), mail_server.port)))
    with app.app_context():
        db.session.execute(text("drop schema public cascade"))
        db.session.execute(text("create schema public"))
        db.session.commit()
        upgrade(MIGRATIONS)
        assert tenancy.role_problem() is None
        cast.create()
        db.session.commit()
        db.session.remove()
    return app


@pytest.fixture
def rolled_back(app):
    """Every commit of the test goes into a savepoint of one transaction that ends with the test."""
    with app.app_context():
        engine = db.engine
        connection = engine.connect()
        transaction = connection.begin()
        db._app_engines[app][None] = connection
        db.session.session_factory.configure(join_transaction_mode="create_savepoint")
        event.listen(db.session, "after_begin", _forget_agency, insert=True)
    in_redis = app.extensions["enqueue"]
    app.extensions["enqueue"] = _note_in(app.extensions.setdefault("enqueued", []))
    app.extensions["enqueued"].clear()
    limiter.limiter.storage.reset()
    yield
    app.extensions["enqueue"] = in_redis
    event.remove(db.session, "after_begin", _forget_agency)
    db._app_engines[app][None] = engine
    transaction.rollback()
    connection.close()
    clock.freeze(None)


def _note_in(enqueued: list[int]):
    def note(message_id: int, seconds: int) -> bool:
        enqueued.append(message_id)
        return True

    return note


def _forget_agency(session, transaction, connection):
    """A real transaction would begin without an agency; the one around the test may remember."""
    if not transaction.nested:
        connection.exec_driver_sql(FORGET)


@pytest.fixture
def browser(app, rolled_back):
    """`browser.as_("anna")` is a signed-in visitor; `browser` itself is nobody."""
    return Browser(app)


@pytest.fixture
def world(app, rolled_back):
    """Factories within the first agency (Meridian); `world.other` are those of the second."""
    with app.app_context():
        yield factories.world()


@pytest.fixture
def enqueued(app, rolled_back):
    """Ids of the outbox messages that would have been enqueued in this test."""
    return app.extensions["enqueued"]


@pytest.fixture
def worker(app, rolled_back):
    """`worker.work()` delivers what is due, in contexts of its own and outside any agency."""
    return Worker(app)


@pytest.fixture
def mailbox(mail_server, rolled_back):
    """What the SMTP server received in this test: `mailbox.last.subject`, `mailbox.to("a@b.test")`."""
    mail_server.mailbox.clear()
    return mail_server.mailbox


@pytest.fixture
def count_queries(app, rolled_back):
    """`count_queries(lambda: anna.get("/companies"))`: how many statements that sent to the database,
    without the savepoints that stand for transactions in tests."""

    def count(call) -> int:
        sent: list[str] = []

        def note(connection, cursor, statement, *rest):
            sent.append(statement)

        with app.app_context():
            event.listen(Engine, "before_cursor_execute", note)
            try:
                call()
            finally:
                event.remove(Engine, "before_cursor_execute", note)
        return len([s for s in sent if "SAVEPOINT" not in s and s != FORGET])

    return count
