"""A site of its own for the tests that kill things: servers, database, mail peer, web and worker."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app import create_app
from app.config import read_settings
from app.core.db import db
from embedded.postgres import Postgres
from embedded.valkey import Valkey
from tests import cast
from tests.chaos.peer import Peer
from tests.live import Site


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/chaos" in str(item.path):
            item.add_marker(pytest.mark.chaos)


@pytest.fixture
def folder():
    """Beside pytest's own, which is closed to the account that the servers run as."""
    with TemporaryDirectory(prefix="travault-chaos-") as path:
        yield Path(path)


@pytest.fixture
def postgres(folder):
    server = Postgres(folder / "postgres")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def valkey(folder):
    server = Valkey(folder / "valkey")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def peer():
    with Peer() as peer:
        yield peer


@pytest.fixture
def site(tmp_path, postgres, valkey, peer):
    """Started, with the cast in its database; `site.app` looks into it from outside."""
    from flask_migrate import upgrade

    site = Site(
        tmp_path,
        DATABASE_URL=postgres.url("travault"),
        REDIS_URL=valkey.url(),
        MAIL_SERVER="127.0.0.1",
        MAIL_PORT=str(peer.port),
        MAIL_USE_TLS="false",
        OPERATOR_EMAIL="operator@travault.test",
        OUTBOX_LOCK_SECONDS="5",
        SWEEP_SECONDS="2",
        TICKET_MAIL_SECONDS="1",
        WEB_CONCURRENCY="2",
    )
    site.app = create_app(read_settings(site.environment))
    with site.app.app_context():
        upgrade("migrations")
        before = dict(cast.ids)
        cast.create()
        db.session.commit()
        db.session.remove()
    with site:
        yield site
    cast.ids.clear()
    cast.ids.update(before)
