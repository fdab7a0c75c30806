"""Thirty days later."""

from typing import Any

from app.blueprints.bin import actions
from app.blueprints.bin.models import Deletion
from app.core.db import db
from app.outbox import handles


@handles(actions.PURGE, seconds=600)
def purge(deletion_id: int, **_: Any) -> None:
    """Locked, so that what an admin brings back at this very moment is either gone or stays."""
    deletion = db.session.get(Deletion, deletion_id, with_for_update=True)
    if deletion is not None:
        actions.purge(deletion)
