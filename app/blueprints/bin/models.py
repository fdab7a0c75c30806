"""What was deleted and can be brought back for a while."""

from datetime import datetime, timedelta

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.core import clock
from app.core.db import AgencyModel, belongs_to

KEPT = timedelta(days=30)


class Deletion(AgencyModel):
    """One deletion: `kind` is the table of the record, `along` says in words what went with it."""

    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int]
    title: Mapped[str] = mapped_column(String(400))
    along: Mapped[str | None] = mapped_column(String(400))
    user_id: Mapped[int]
    deleted_at: Mapped[datetime] = mapped_column(default=lambda: clock.now())
    purge_at: Mapped[datetime] = mapped_column(default=lambda: clock.now() + KEPT)

    user: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == Deletion.user_id, foreign_keys=lambda: Deletion.user_id
    )

    constraints = (
        belongs_to("user", "user_id"),
        Index("ix_deletion_deleted", "agency_id", "deleted_at", "id"),
    )
