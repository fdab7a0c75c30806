from dataclasses import replace

import pytest
from sqlalchemy import delete, text

from app import create_app
from app.blueprints.accounts.models import UserSession
from app.core.db import db
from app.outbox.models import Message
from tests.browserless import Browser
from tests.core import probe


@pytest.fixture(scope="session")
def probed(app):
    """The application with the routes of the probe, on the same database."""
    probed = create_app(app.extensions["settings"])
    probed.register_blueprint(probe.bp)
    db._app_engines[probed] = db._app_engines[app]
    probed.extensions["enqueue"] = lambda *message: app.extensions["enqueue"](*message)
    return probed


@pytest.fixture
def anna(probed, rolled_back):
    probe.ran.clear()
    return Browser(probed, "anna")


@pytest.fixture
def committed(probed):
    """The probed application for tests that really commit; what they wrote is removed again."""
    yield probed
    with probed.app_context():
        db.session.execute(text("truncate company, submission, event cascade"))
        db.session.execute(delete(Message))
        db.session.execute(delete(UserSession))
        db.session.commit()


@pytest.fixture
def without_database(app, tmp_path):
    """The application whose PostgreSQL is away."""
    url = f"postgresql://travault@/travault?host={tmp_path}"
    away = create_app(replace(app.extensions["settings"], database_url=url))
    away.register_blueprint(probe.bp)
    return away
