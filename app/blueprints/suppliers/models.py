"""A supplier of the directory: how to reach whoever the agency books with."""

from datetime import datetime

from sqlalchemy import Computed, Index, String, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.suppliers.choices import TONES, TYPES
from app.blueprints.suppliers.words import stored
from app.core import clock
from app.core.db import AgencyModel, Recoverable, belongs_to
from app.core.events import record, set_values

SEARCHED = stored(
    "name", "websites::text", "numbers::text", "group_email", "general_email",
    "manager_name", "manager_email", "manager_phone", "other",
)  # fmt: skip


class Supplier(Recoverable, AgencyModel):
    """`websites` and `numbers` are lists in the order in which they are shown; `words` is what
    PostgreSQL keeps for the search."""

    supplier_type: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(100))
    websites: Mapped[list[str]] = mapped_column(JSONB, default=list)
    numbers: Mapped[list[str]] = mapped_column(JSONB, default=list)
    group_email: Mapped[str | None] = mapped_column(String(254))
    general_email: Mapped[str | None] = mapped_column(String(254))
    manager_name: Mapped[str | None] = mapped_column(String(200))
    manager_phone: Mapped[str | None] = mapped_column(String(20))
    manager_email: Mapped[str | None] = mapped_column(String(254))
    other: Mapped[str | None] = mapped_column(Text)
    company_id: Mapped[int | None]
    import_id: Mapped[int | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    words: Mapped[str] = mapped_column(Text, Computed(SEARCHED, persisted=True), deferred=True)

    company: Mapped[Company | None] = relationship(
        primaryjoin=lambda: Company.id == Supplier.company_id,
        foreign_keys=lambda: Supplier.company_id,
    )

    constraints = (
        belongs_to("company", "company_id", ondelete="SET NULL (company_id)"),
        belongs_to("import", "import_id", ondelete="SET NULL (import_id)"),
        Index(
            "uq_supplier_name", "agency_id", func.lower(name), "supplier_type", unique=True,
            postgresql_where=text("deletion_id is null"),
        ),
        Index("ix_supplier_company", "agency_id", "company_id"),
        Index(
            "ix_supplier_import", "agency_id", "import_id",
            postgresql_where=text("import_id is not null"),
        ),
    )  # fmt: skip

    @property
    def type_label(self) -> str:
        return TYPES.label(self.supplier_type)

    @property
    def tone(self) -> str:
        return TONES.get(self.supplier_type, "neutral")

    def change(self, values: dict[str, object], *, by: User) -> None:
        changes = set_values(self, values)
        if changes:
            record("supplier.updated", self, by=by, changes=changes)
