"""`flask static build` and other commands of the platform; domains add their own."""

import click
from flask import Flask
from flask.cli import AppGroup

from app.core import assets

static = AppGroup("static", help="Static files.")


@static.command("build")
def build() -> None:
    """Hash, bundle and compress app/static into app/static/dist."""
    click.echo(f"Built {len(assets.build())} static files.")


def init_app(app: Flask) -> None:
    app.cli.add_command(static)
