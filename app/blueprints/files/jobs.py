"""What the worker does with files."""

from sqlalchemy import exists, select

from app.blueprints import bin
from app.blueprints.files.models import File
from app.core import storage, tenancy
from app.core.db import db
from app.outbox import handles


@handles("file.settle")
def settle(message, key: str) -> None:
    """Removes the bytes unless a row of the agency has them, be it in the bin."""
    with tenancy.entered(storage.agency_of(key)), bin.opened():
        is_used = db.session.scalar(select(exists().where(File.key == key)))
    if not is_used:
        storage.delete(key)
