"""A transaction fee of a client."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, Integer, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.core import clock
from app.core.db import AgencyModel, Deletable, Recoverable, belongs_to
from app.core.events import record, set_values

AMOUNT = Numeric(8, 2)


class Fee(Deletable, Recoverable, AgencyModel):
    """What a service costs: booked online, by a consultant (offline), or both."""

    company_id: Mapped[int]
    service: Mapped[str] = mapped_column(String(100))
    online_fee: Mapped[Decimal | None] = mapped_column(AMOUNT)
    offline_fee: Mapped[Decimal | None] = mapped_column(AMOUNT)
    currency: Mapped[str] = mapped_column(String(3))
    note: Mapped[str | None] = mapped_column(String(500))
    position: Mapped[int] = mapped_column(Integer)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    company: Mapped[Company] = relationship(
        primaryjoin=lambda: Company.id == Fee.company_id, foreign_keys=lambda: Fee.company_id
    )

    constraints = (
        belongs_to("company", "company_id", ondelete="CASCADE"),
        CheckConstraint("online_fee is not null or offline_fee is not null", "has_amount"),
        CheckConstraint("online_fee >= 0 and offline_fee >= 0", "not_negative"),
        Index("ix_fee_company", "agency_id", "company_id", "position", "id"),
    )

    @property
    def name(self) -> str:
        return self.service

    def change(self, values: dict[str, object], *, by: User) -> None:
        changes = set_values(self, values)
        if changes:
            record("fee.updated", self, by=by, within=self.company, changes=changes)

    def delete(self, *, by: User) -> None:
        self.deleted_at = clock.now()
        record("fee.deleted", self, by=by, within=self.company)

    def restore(self, *, by: User) -> None:
        """Where it was in the order."""
        if self.is_deleted:
            self.deleted_at = None
            record("fee.restored", self, by=by, within=self.company)
