"""`flask files check`: whether rows and bytes agree."""

from datetime import timedelta

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.blueprints import bin
from app.blueprints.files.models import File
from app.core import clock, storage, tenancy
from app.core.db import db

files = AppGroup("files", help="Uploaded files.")
SETTLED = timedelta(hours=2)


@files.command("check")
@click.option("--remove", is_flag=True, help="Remove bytes that no file has.")
def check(remove: bool) -> None:
    """Compare the files with what is in the store. Ends with status 1 when bytes are missing."""
    known, written = _known(), dict(storage.stored())
    missing = sorted(known - written.keys())
    settled = clock.now() - SETTLED
    left_over = sorted(key for key in written.keys() - known if written[key] < settled)
    for key in missing:
        click.echo(f"missing    {key}")
    for key in left_over:
        click.echo(f"left over  {key}")
        if remove:
            storage.delete(key)
    click.echo(
        f"{len(known)} files, {len(missing)} without bytes, "
        f"{len(left_over)} left over{' and removed' if remove else ''}."
    )
    raise SystemExit(1 if missing else 0)


def _known() -> set[str]:
    """The keys of every agency's files, of deleted ones too."""
    keys: set[str] = set()
    for agency_id in db.session.scalars(select(db.metadata.tables["agency"].c.id)).all():
        with tenancy.entered(agency_id), bin.opened():
            keys |= set(db.session.scalars(select(File.key)))
    return keys
