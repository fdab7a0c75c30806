"""`flask demo load`: an agency to try things with; like all of `dev`, never in production."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.blueprints.agency.models import Agency
from app.core.db import db

demo = AppGroup("demo", help="The demo agency.")


@demo.command("load")
@click.option("--if-empty", is_flag=True, help="Only when there is no agency yet.")
def load(if_empty: bool) -> None:
    """Add Demo Travel: 4 users, 40 companies, 300 activities and 200 tickets."""
    from app.blueprints.dev.demo.load import NAME, load

    names = set(db.session.scalars(select(Agency.name)))
    if NAME in names and not if_empty:
        raise click.ClickException(f"{NAME} is there already.")
    if NAME not in names and not (if_empty and names):
        load()
        names.add(NAME)
    if NAME in names:
        click.echo(sign_ins())


def sign_ins() -> str:
    from app.blueprints.dev.demo.load import NAME, PASSWORD
    from app.blueprints.dev.demo.people import USERS

    addresses = "\n".join(f"  {role}@demo.test" for role, *_ in USERS)
    return f"{NAME}: sign in with the password {PASSWORD} as\n{addresses}"
