"""A person at a company."""

from datetime import datetime

from sqlalchemy import Index, String, Text, func, text, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.crm.companies.models import Company
from app.core import clock
from app.core.db import AgencyModel, Deletable, Recoverable, belongs_to, db

TAGS = {
    "is_primary": "Primary",
    "is_booker": "Travel booker",
    "is_traveller": "Traveller",
    "is_vip": "VIP traveller",
}
PERSONAL = ("email", "phone", "mobile", "job_title", "department", "notes")

REQUIRED = {
    "first_name": "First name",
    "last_name": "Last name",
    "job_title": "Job title",
    "email": "E-mail",
    "phone": "Phone",
}


class Contact(Deletable, Recoverable, AgencyModel):
    company_id: Mapped[int]
    first_name: Mapped[str] = mapped_column(String(100))
    last_name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(20))
    mobile: Mapped[str | None] = mapped_column(String(20))
    job_title: Mapped[str | None] = mapped_column(String(120))
    department: Mapped[str | None] = mapped_column(String(120))
    is_primary: Mapped[bool] = mapped_column(default=False)
    is_booker: Mapped[bool] = mapped_column(default=False)
    is_traveller: Mapped[bool] = mapped_column(default=False)
    is_vip: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str | None] = mapped_column(Text)
    merged_into_id: Mapped[int | None]
    erased_at: Mapped[datetime | None]
    purged_at: Mapped[datetime | None]
    import_id: Mapped[int | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    company: Mapped[Company] = relationship(
        primaryjoin=lambda: Company.id == Contact.company_id,
        foreign_keys=lambda: Contact.company_id,
    )

    constraints = (
        belongs_to("company", "company_id", ondelete="CASCADE"),
        belongs_to("contact", "merged_into_id", ondelete="SET NULL (merged_into_id)"),
        belongs_to("import", "import_id", ondelete="SET NULL (import_id)"),
        Index("ix_contact_company", "agency_id", "company_id"),
        Index(
            "ix_contact_import", "agency_id", "import_id",
            postgresql_where=text("import_id is not null"),
        ),
        Index("ix_contact_name", "agency_id", "last_name", "first_name", "id"),
        Index(
            "uq_contact_primary", "agency_id", "company_id", unique=True,
            postgresql_where=text("is_primary"),
        ),
        Index(
            "ix_contact_listed", "agency_id", func.lower(first_name), func.lower(last_name), "id",
            postgresql_where=text("deleted_at is null"),
        ),
        Index(
            "ix_contact_merged", "agency_id", "merged_into_id",
            postgresql_where=text("merged_into_id is not null"),
        ),
    )  # fmt: skip

    @property
    def is_restorable(self) -> bool:
        """Deleted, and neither merged into another one, purged nor erased."""
        is_gone = self.merged_into_id or self.purged_at or self.erased_at
        return self.is_deleted and not is_gone

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def to_complete(self) -> list[str]:
        """Labels of the required fields that an import left empty."""
        return [label for name, label in REQUIRED.items() if not getattr(self, name)]

    @property
    def tags(self) -> list[str]:
        return [label for name, label in TAGS.items() if getattr(self, name)]

    def delete(self) -> None:
        """Off every list; activities and tickets go on showing the name as it was."""
        self.deleted_at, self.is_primary = clock.now(), False

    def merge_into(self, kept: "Contact") -> None:
        self.delete()
        self.merged_into_id = kept.id

    def purge(self) -> None:
        """Only the name is left, for the activities and tickets that show it."""
        for name in PERSONAL:
            setattr(self, name, None)
        for name in TAGS:
            setattr(self, name, False)
        self.purged_at = clock.now()

    def erase(self) -> None:
        """Nothing of the person is left, and it is on no list; what names it goes on doing so."""
        self.purge()
        self.first_name, self.last_name = "Erased", "person"
        self.deleted_at = self.erased_at = clock.now()

    def restore(self) -> None:
        self.deleted_at = None

    def make_primary(self) -> None:
        """At most one primary per company: choosing this one releases the other."""
        others = update(Contact).where(
            Contact.agency_id == self.agency_id,
            Contact.company_id == self.company_id,
            Contact.is_primary,
            Contact.id != self.id,
        )
        with db.session.no_autoflush:
            db.session.execute(others.values(is_primary=False))
        self.is_primary = True
