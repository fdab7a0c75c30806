"""A company that the agency deals with: client, prospect or supplier."""

from datetime import datetime

from sqlalchemy import Index, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.choices import (
    CLIENT_TYPES,
    COMPANY_TYPES,
    INDUSTRIES,
    STATUSES,
    countries,
)
from app.core import clock
from app.core.db import AgencyModel, belongs_to
from app.core.events import record, set_values

REQUIRED = {
    "street": "Street",
    "city": "City",
    "postal_code": "Postal code",
    "country": "Country",
    "email": "E-mail",
    "industry": "Industry",
}


class Company(AgencyModel):
    name: Mapped[str] = mapped_column(String(255))
    street: Mapped[str | None] = mapped_column(String(255))
    city: Mapped[str | None] = mapped_column(String(120))
    region: Mapped[str | None] = mapped_column(String(120))
    postal_code: Mapped[str | None] = mapped_column(String(20))
    country: Mapped[str | None] = mapped_column(String(2))
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    website: Mapped[str | None] = mapped_column(String(500))
    linkedin_url: Mapped[str | None] = mapped_column(String(500))
    description: Mapped[str | None] = mapped_column(Text)
    industry: Mapped[str | None] = mapped_column(String(40))
    company_type: Mapped[str] = mapped_column(String(20), default="prospect")
    client_type: Mapped[str] = mapped_column(String(20), default="travel")
    status: Mapped[str] = mapped_column(String(20), default="lead")
    owner_id: Mapped[int | None]
    ops_team: Mapped[str | None] = mapped_column(String(120))
    import_id: Mapped[int | None]
    last_activity_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    owner: Mapped[User | None] = relationship(
        primaryjoin=lambda: User.id == Company.owner_id, foreign_keys=lambda: Company.owner_id
    )

    constraints = (
        belongs_to("user", "owner_id"),
        belongs_to("import", "import_id", ondelete="SET NULL (import_id)"),
        Index("ix_company_name", "agency_id", func.lower(name), "id"),
        Index(
            "ix_company_last_activity", "agency_id", text("last_activity_at DESC NULLS LAST"), "id"
        ),
        Index("ix_company_created", "agency_id", "created_at", "id"),
        Index("ix_company_owner", "agency_id", "owner_id"),
        Index(
            "ix_company_import", "agency_id", "import_id",
            postgresql_where=text("import_id is not null"),
        ),
    )  # fmt: skip

    @property
    def type_label(self) -> str:
        return COMPANY_TYPES.label(self.company_type)

    @property
    def client_type_label(self) -> str:
        return CLIENT_TYPES.label(self.client_type)

    @property
    def status_label(self) -> str:
        return STATUSES.label(self.status)

    @property
    def status_choices(self) -> list[tuple[str, str]]:
        return STATUSES.pairs

    @property
    def industry_label(self) -> str:
        return INDUSTRIES.label(self.industry)

    @property
    def country_label(self) -> str:
        return countries().label(self.country)

    @property
    def is_supplier(self) -> bool:
        return self.company_type == "supplier"

    @property
    def to_complete(self) -> list[str]:
        """Labels of the required fields that an import left empty."""
        return [label for name, label in REQUIRED.items() if not getattr(self, name)]

    def touch(self) -> None:
        """Something happened with this company: an activity, a ticket or an action."""
        self.last_activity_at = clock.now()

    def change(self, values: dict[str, object], *, by: User) -> dict[str, list[object]]:
        """Sets fields and records what changed, {field: [before, after]}; nothing when nothing did."""
        changes = set_values(self, values)
        if changes:
            record("company.updated", self, by=by, within=self, changes=changes)
        return changes
