"""The domains, in the order in which they may know each other (lower ones first)."""

from flask import Flask

from app.core import health


def init_app(app: Flask) -> None:
    from app.blueprints import (
        accounts,
        activities,
        bin,
        crm,
        dev,
        exports,
        files,
        imports,
        notifications,
        public,
        reports,
        search,
        suppliers,
        tickets,
        views,
    )

    app.register_blueprint(health.bp)
    for domain in (
        public,
        accounts,
        files,
        views,
        notifications,
        reports,
        crm,
        activities,
        tickets,
        suppliers,
        exports,
        imports,
        bin,
        search,
    ):
        domain.init_app(app)
    if not app.extensions["settings"].is_production:
        dev.init_app(app)
