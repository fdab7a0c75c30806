"""What was said with a company, and who took part."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.activities.choices import KINDS, LOCATIONS, OUTCOMES
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.core import clock
from app.core.db import AgencyModel, Deletable, Recoverable, belongs_to


class Activity(Deletable, Recoverable, AgencyModel):
    """A meeting, a call, or the record of an e-mail."""

    kind: Mapped[str] = mapped_column(String(10))
    company_id: Mapped[int]
    author_id: Mapped[int]
    subject: Mapped[str] = mapped_column(String(255))
    outcome: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    duration_minutes: Mapped[int | None] = mapped_column(Integer)
    location: Mapped[str | None] = mapped_column(String(12))
    details: Mapped[str | None] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    company: Mapped[Company] = relationship(
        primaryjoin=lambda: Company.id == Activity.company_id,
        foreign_keys=lambda: Activity.company_id,
    )
    author: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == Activity.author_id, foreign_keys=lambda: Activity.author_id
    )
    attendees: Mapped[list["Attendee"]] = relationship(
        primaryjoin=lambda: Attendee.activity_id == Activity.id,
        foreign_keys=lambda: Attendee.activity_id,
        cascade="all, delete-orphan",
        order_by=lambda: Attendee.id,
    )

    constraints = (
        belongs_to("company", "company_id", ondelete="CASCADE"),
        belongs_to("user", "author_id"),
        Index("ix_activity_timeline", "agency_id", "company_id", "at", "id"),
        Index("ix_activity_author", "agency_id", "author_id", "at"),
        Index("ix_activity_at", "agency_id", "at"),
    )

    @property
    def kind_label(self) -> str:
        return KINDS.label(self.kind)

    @property
    def outcome_label(self) -> str:
        return OUTCOMES[self.kind].label(self.outcome)

    @property
    def location_label(self) -> str:
        return LOCATIONS.label(self.location)

    @property
    def title(self) -> str:
        """ "Call: Renewal"."""
        return f"{self.kind_label}: {self.subject}"


class Attendee(AgencyModel):
    """Who took part: a contact of the company or a colleague, never both in one row."""

    activity_id: Mapped[int]
    contact_id: Mapped[int | None]
    user_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(255))

    contact: Mapped[Contact | None] = relationship(
        primaryjoin=lambda: Contact.id == Attendee.contact_id,
        foreign_keys=lambda: Attendee.contact_id,
    )
    user: Mapped[User | None] = relationship(
        primaryjoin=lambda: User.id == Attendee.user_id, foreign_keys=lambda: Attendee.user_id
    )

    constraints = (
        belongs_to("activity", "activity_id", ondelete="CASCADE"),
        belongs_to("contact", "contact_id", ondelete="SET NULL (contact_id)"),
        belongs_to("user", "user_id"),
        CheckConstraint("contact_id is null or user_id is null", name="one_person"),
        Index("ix_attendee_activity", "agency_id", "activity_id"),
        Index("ix_attendee_contact", "agency_id", "contact_id"),
        Index("ix_attendee_user", "agency_id", "user_id"),
    )
