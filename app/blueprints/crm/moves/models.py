"""One move of a company into a stage of the pipeline, from one to another, or out of it."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.choices import STATUSES
from app.blueprints.crm.moves.choices import LOST_REASONS
from app.core import clock
from app.core.db import AgencyModel, belongs_to


class StageMove(AgencyModel):
    """`since` is when the company came to where it was before, so that a row also tells how long it
    stayed there. A move that was taken back at once counts for nothing."""

    company_id: Mapped[int]
    from_status: Mapped[str | None] = mapped_column(String(20))
    to_status: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    mover_id: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(Text)
    taken_back_at: Mapped[datetime | None]

    mover: Mapped[User | None] = relationship(
        primaryjoin=lambda: User.id == StageMove.mover_id,
        foreign_keys=lambda: StageMove.mover_id,
        lazy="joined",
    )

    constraints = (
        belongs_to("company", "company_id", ondelete="CASCADE"),
        belongs_to("user", "mover_id"),
        Index("ix_stage_move_company", "agency_id", "company_id", "id"),
        Index("ix_stage_move_at", "agency_id", "at", "id"),
    )

    @property
    def from_label(self) -> str:
        return STATUSES.label(self.from_status)

    @property
    def to_label(self) -> str:
        return STATUSES.label(self.to_status)

    @property
    def reason_label(self) -> str:
        return LOST_REASONS.label(self.reason)

    @property
    def days_before(self) -> int | None:
        """Whole days that the company had been where it came from."""
        return (self.at - self.since).days if self.since else None
