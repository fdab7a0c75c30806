"""Who wants to hear of a ticket, besides those who work on it."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.core.db import AgencyModel, belongs_to


class Watcher(AgencyModel):
    __tablename__ = "ticket_watcher"

    ticket_id: Mapped[int]
    user_id: Mapped[int]

    constraints = (
        UniqueConstraint("agency_id", "ticket_id", "user_id", name="uq_ticket_watcher"),
        belongs_to("ticket", "ticket_id", ondelete="CASCADE"),
        belongs_to("user", "user_id", ondelete="CASCADE"),
        Index("ix_ticket_watcher_user", "agency_id", "user_id"),
    )
