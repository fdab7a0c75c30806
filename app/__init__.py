"""Travault: `create_app` puts the house together; the rooms are in `core`, `outbox` and `blueprints`."""

from flask import Flask

from app import blueprints, models, outbox  # noqa: F401 — models: every table is known to Alembic
from app.config import Settings, load_settings
from app.core import (
    access,
    assets,
    commands,
    compression,
    connections,
    context,
    errors,
    kept,
    logs,
    previews,
    requests,
    routing,
    security,
    tenancy,
)
from app.extensions import csrf, db, limiter, login, mail, migrate
from app.outbox import queue


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or load_settings()
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(settings.flask())
    app.extensions["settings"] = settings
    logs.init_app(app)
    routing.init_app(app)
    db.init_app(app)
    connections.init_app(app)
    migrate.init_app(app, db, directory="migrations", transaction_per_migration=True)
    login.init_app(app)
    csrf.init_app(app)
    mail.init_app(app)
    limiter.init_app(app)
    queue.init_app(app)
    tenancy.init_app(app)
    security.init_app(app)
    compression.init_app(app)
    assets.init_app(app)
    access.init_app(app)
    context.init_app(app)
    kept.init_app(app)
    errors.init_app(app)
    previews.init_app(app)
    outbox.init_app(app)
    blueprints.init_app(app)
    commands.init_app(app)
    requests.init_app(app)
    return app
