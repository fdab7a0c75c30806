"""A link between two companies."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.core.db import AgencyModel, Deletable, belongs_to


class CompanyLink(Deletable, AgencyModel):
    """One row for both: the company with the smaller id is the first."""

    first_id: Mapped[int]
    second_id: Mapped[int]
    user_id: Mapped[int]

    constraints = (
        belongs_to("company", "first_id", ondelete="CASCADE"),
        belongs_to("company", "second_id", ondelete="CASCADE"),
        belongs_to("user", "user_id"),
        UniqueConstraint("agency_id", "first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
        Index("ix_company_link_second", "agency_id", "second_id"),
    )

    def other_than(self, company_id: int) -> int:
        return self.second_id if self.first_id == company_id else self.first_id
