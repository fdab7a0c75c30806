"""`flask search rebuild`: reads anew what can be found."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.blueprints.agency.models import Agency
from app.blueprints.search import rebuilding
from app.core import tenancy
from app.core.db import db

search = AppGroup("search", help="What can be found.")


@search.command("rebuild")
@click.option("--agency", "agency_id", type=int, help="Of this agency alone.")
def rebuild(agency_id: int | None) -> None:
    """Make all entries anew, a thousand to a transaction, while the site serves."""
    ids = select(Agency.id).order_by(Agency.id)
    if agency_id:
        ids = ids.where(Agency.id == agency_id)
    rebuilding.forgive_typos()
    for id in db.session.scalars(ids).all():
        with tenancy.entered(id):
            click.echo(f"Agency {id}: {rebuilding.rebuild():,} entries.")
