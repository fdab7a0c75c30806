"""Pages for those who work on Travault; never registered in production."""

from flask import Flask

from app.blueprints.dev import commands
from app.blueprints.dev.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.cli.add_command(commands.demo)
