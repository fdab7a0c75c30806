"""Registration, sign-in, verification, password reset, own profile."""

from flask import Flask

from app.blueprints.accounts import jobs, links, permissions, visitor  # noqa: F401 — jobs: outbox kinds
from app.blueprints.accounts.routes import bp


def init_app(app: Flask) -> None:
    permissions.install()
    visitor.init_app(app)
    app.register_blueprint(bp)
    app.jinja_env.globals["profile_links"] = links.LINKS
