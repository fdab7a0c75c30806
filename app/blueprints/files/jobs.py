"""What the worker does with files."""

from sqlalchemy import exists, select

from app.blueprints.files.actions import KEPT_DELETED
from app.blueprints.files.models import File
from app.core import clock, storage, tenancy
from app.core.db import db
from app.outbox import handles


@handles("file.settle")
def settle(message, key: str) -> None:
    """Removes the bytes unless a row of the agency has them."""
    with tenancy.entered(storage.agency_of(key)):
        is_used = db.session.scalar(select(exists().where(File.key == key)))
    if not is_used:
        storage.delete(key)


@handles("file.purge")
def purge(message, file_id: int) -> None:
    """Removes the row of a file that has been in the bin for its time; the bytes follow."""
    file = db.session.scalar(
        tenancy.scoped(File, deleted=True).where(File.id == file_id).with_for_update()
    )
    if file and file.deleted_at and file.deleted_at <= clock.now() - KEPT_DELETED:
        db.session.delete(file)
