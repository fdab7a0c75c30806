"""What colleagues are told of: the list with its count in the top bar, by mail at once or each morning."""

from flask import Flask

from app.blueprints.accounts import links
from app.blueprints.notifications import jobs  # noqa: F401 — registers what the worker does
from app.blueprints.notifications.kinds import icon_of
from app.blueprints.notifications.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals["has_notifications"] = True
    app.jinja_env.globals["notification_icon"] = icon_of
    links.offer("Notifications", "/notifications/choices", "bell")
