"""What somebody was told of, and how they want to be told."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import AgencyModel, belongs_to

TITLE = TEXT = URL = 400


class Notification(AgencyModel):
    """`title` is what it is about ("#12 Hotel overcharge"), `text` what happened to it, `url` the
    exact place. `delivery` is what the person had chosen then, `mailed_at` when a digest told it."""

    user_id: Mapped[int]
    actor_id: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(TITLE))
    text: Mapped[str] = mapped_column(String(TEXT))
    url: Mapped[str] = mapped_column(String(URL))
    delivery: Mapped[str] = mapped_column(String(8))
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]

    constraints = (
        belongs_to("user", "user_id", ondelete="CASCADE"),
        belongs_to("user", "actor_id"),
        Index("ix_notification_user", "agency_id", "user_id", "id"),
        Index(
            "ix_notification_unread", "agency_id", "user_id", "id",
            postgresql_where=sql("read_at is null"),
        ),
        Index("ix_notification_created", "agency_id", "created_at"),
    )  # fmt: skip

    def read(self) -> None:
        self.read_at = self.read_at or clock.now()

    def unread(self) -> None:
        self.read_at = None


class Choice(AgencyModel):
    """How somebody wants to be told of one kind; without a row as the kind says."""

    __tablename__ = "notification_choice"

    user_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    delivery: Mapped[str] = mapped_column(String(8))

    constraints = (
        belongs_to("user", "user_id", ondelete="CASCADE"),
        UniqueConstraint("agency_id", "user_id", "kind", name="uq_notification_choice_kind"),
    )
