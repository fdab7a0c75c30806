"""What somebody did about a ticket. What the system noted itself are events, not actions."""

from datetime import datetime

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.tickets.choices import ACTION_KINDS
from app.blueprints.tickets.models.ticket import Ticket
from app.core import clock
from app.core.db import AgencyModel, Recoverable, belongs_to
from app.core.events import record, set_values


class Action(Recoverable, AgencyModel):
    __tablename__ = "ticket_action"

    ticket_id: Mapped[int]
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(12))
    details: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int]
    edited_at: Mapped[datetime | None]

    ticket: Mapped[Ticket] = relationship(
        primaryjoin=lambda: Ticket.id == Action.ticket_id, foreign_keys=lambda: Action.ticket_id
    )
    author: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == Action.author_id, foreign_keys=lambda: Action.author_id
    )

    constraints = (
        UniqueConstraint("agency_id", "ticket_id", "number"),
        belongs_to("ticket", "ticket_id", ondelete="CASCADE"),
        belongs_to("user", "author_id"),
    )

    @property
    def title(self) -> str:
        return f"{self.kind_label} #{self.number} of ticket #{self.ticket.number}"

    @property
    def kind_label(self) -> str:
        return ACTION_KINDS.label(self.kind)

    def edit(self, values: dict[str, str], *, by: User) -> None:
        """Nothing is marked as edited when nothing changed."""
        self.ticket.require_open()
        changed = list(set_values(self, values))
        if changed:
            self.edited_at = clock.now()
            self.ticket.touch()
            record("action.edited", self, by=by, within=self.ticket, fields=changed)
