"""Who wants to hear of a company."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.core.db import AgencyModel, belongs_to


class CompanyWatcher(AgencyModel):
    company_id: Mapped[int]
    user_id: Mapped[int]

    constraints = (
        UniqueConstraint("agency_id", "company_id", "user_id", name="uq_company_watcher"),
        belongs_to("company", "company_id", ondelete="CASCADE"),
        belongs_to("user", "user_id", ondelete="CASCADE"),
        Index("ix_company_watcher_user", "agency_id", "user_id"),
    )
