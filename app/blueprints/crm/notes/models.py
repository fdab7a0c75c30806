"""The notes of a client, and every text that a section of them has had."""

from datetime import datetime

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.notes.sections import SECTIONS
from app.core import clock
from app.core.db import AgencyModel, Recoverable, belongs_to, db
from app.core.events import record


class ClientNotes(Recoverable, AgencyModel):
    """One per company outside the bin. A section is Markdown, except the account number."""

    company_id: Mapped[int]
    account_number: Mapped[str | None] = mapped_column(String(255))
    payment: Mapped[str | None] = mapped_column(Text)
    invoice_references: Mapped[str | None] = mapped_column(Text)
    hotel_rates: Mapped[str | None] = mapped_column(Text)
    airline_fares: Mapped[str | None] = mapped_column(Text)
    memberships: Mapped[str | None] = mapped_column(Text)
    travel_policy: Mapped[str | None] = mapped_column(Text)
    flights: Mapped[str | None] = mapped_column(Text)
    accommodation: Mapped[str | None] = mapped_column(Text)
    car_hire: Mapped[str | None] = mapped_column(Text)
    transfers: Mapped[str | None] = mapped_column(Text)
    rail: Mapped[str | None] = mapped_column(Text)
    other: Mapped[str | None] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    company: Mapped[Company] = relationship(
        primaryjoin=lambda: Company.id == ClientNotes.company_id,
        foreign_keys=lambda: ClientNotes.company_id,
    )

    constraints = (
        belongs_to("company", "company_id", ondelete="CASCADE"),
        Index(
            "uq_client_notes_company", "agency_id", "company_id", unique=True,
            postgresql_where=text("deletion_id is null"),
        ),
        Index("ix_client_notes_company", "agency_id", "company_id"),
    )  # fmt: skip

    @property
    def name(self) -> str:
        return f"Client notes of {self.company.name}"

    @property
    def filled(self) -> dict[str, str]:
        """The sections that say something, in order."""
        return {key: value for key in SECTIONS if (value := getattr(self, key))}

    def write(self, section: str, words: str | None, *, by: User) -> None:
        """Keeps what the section says from now on, and that it was different before."""
        if getattr(self, section) == words:
            return
        setattr(self, section, words)
        db.session.flush()
        kept = NoteRevision(notes_id=self.id, section=section, words=words, author_id=by.id)
        db.session.add(kept)
        heading = SECTIONS.label(section)
        record("client_notes.changed", self, by=by, within=self.company, section=heading)


class NoteRevision(AgencyModel):
    """What a section said after a save; the former text is the revision before."""

    notes_id: Mapped[int]
    section: Mapped[str] = mapped_column(String(20))
    words: Mapped[str | None] = mapped_column(Text)
    author_id: Mapped[int]

    author: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == NoteRevision.author_id,
        foreign_keys=lambda: NoteRevision.author_id,
        lazy="joined",
    )

    constraints = (
        belongs_to("client_notes", "notes_id", ondelete="CASCADE"),
        belongs_to("user", "author_id"),
        Index("ix_note_revision_notes", "agency_id", "notes_id", "section", "id"),
    )
