"""Attaching a file, and taking one away. The row and the bytes agree whatever happens: before the
bytes are written, a message is put aside in a transaction of its own that removes them unless the
row is there an hour later; and a row that goes leaves such a message behind (a trigger posts it)."""

from datetime import timedelta
from typing import Any

from app import outbox
from app.blueprints import bin
from app.blueprints.accounts.models import User
from app.blueprints.bin.actions import restore as restore_from_bin
from app.blueprints.bin.models import Deletion
from app.blueprints.files import owners
from app.blueprints.files.models import File
from app.core import clock, storage, tenancy
from app.core.db import db
from app.core.events import record
from app.core.uploads import Upload

SETTLED_AFTER = timedelta(hours=1)


def attach(upload: Upload, *, to: Any, by: User) -> File:
    """Keeps a checked upload with the record `to`. StorageUnavailable when it cannot be written."""
    owner = owners.owner_for(to)
    owner.guard(to)
    file = File(
        key=_put(upload),
        name=upload.checked.name,
        media_type=upload.checked.media_type,
        size=upload.checked.size,
        checksum=upload.checked.checksum,
        user_id=by.id,
    )
    setattr(file, owner.column, to.id)
    db.session.add(file)
    record("file.added", file, by=by, within=owner.timeline(to))
    return file


def rename(file: File, name: str, *, by: User) -> None:
    file.rename(name, by=by, within=_timeline_of(file))


def delete(file: File, *, by: User) -> None:
    """Into the bin; after 30 days for good."""
    bin.put(file, by=by, within=_timeline_of(file))


def restore(file: File, *, by: User) -> None:
    """Out of the bin again, if it was deleted by itself."""
    if file.deletion_id:
        _timeline_of(file)
        restore_from_bin(tenancy.find(Deletion, file.deletion_id, lock=True), by=by)


def _timeline_of(file: File) -> Any:
    """Where the change shows, if the file's record allows one."""
    to = owners.record_of(file)
    owner = owners.owner_for(to)
    owner.guard(to)
    return owner.timeline(to)


def _put(upload: Upload) -> str:
    key = storage.new_key()
    outbox.post_apart("file.settle", {"key": key}, deliver_at=clock.now() + SETTLED_AFTER)
    storage.put(key, upload.stream)
    return key
