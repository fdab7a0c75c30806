"""A ticket: something a client or colleague needs, worked until it is closed."""

from datetime import datetime

from sqlalchemy import Enum, Index, Integer, String, Text, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.tickets.choices import (
    ACTION_KINDS,
    ALL_CATEGORIES,
    CATEGORY_TYPES,
    PRIORITIES,
    STATUSES,
)
from app.core import clock
from app.core.db import AgencyModel, belongs_to


class TicketCounter(AgencyModel):
    """The last ticket number of an agency; its row is locked while a number is given out."""

    last: Mapped[int] = mapped_column(Integer, default=0)

    constraints = (UniqueConstraint("agency_id"),)


class Subject(AgencyModel):
    """What tickets are about, one wording per agency: "Hotel overcharge"."""

    __tablename__ = "ticket_subject"

    name: Mapped[str] = mapped_column(String(255))

    constraints = (Index("uq_ticket_subject_name", "agency_id", func.lower(name), unique=True),)


class Ticket(AgencyModel):
    number: Mapped[int] = mapped_column(Integer)
    company_id: Mapped[int]
    contact_id: Mapped[int | None]
    subject_id: Mapped[int]
    owner_id: Mapped[int]
    assignee_id: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(12), default="open")
    priority: Mapped[str] = mapped_column(
        Enum(*PRIORITIES, name="ticket_priority"), default="medium"
    )
    category_type: Mapped[str] = mapped_column(String(10))
    category: Mapped[str] = mapped_column(String(20))
    description: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    last_action: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)

    company: Mapped[Company] = relationship(
        primaryjoin=lambda: Company.id == Ticket.company_id, foreign_keys=lambda: Ticket.company_id
    )
    contact: Mapped[Contact | None] = relationship(
        primaryjoin=lambda: Contact.id == Ticket.contact_id, foreign_keys=lambda: Ticket.contact_id
    )
    subject: Mapped[Subject] = relationship(
        primaryjoin=lambda: Subject.id == Ticket.subject_id, foreign_keys=lambda: Ticket.subject_id
    )
    owner: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == Ticket.owner_id, foreign_keys=lambda: Ticket.owner_id
    )
    assignee: Mapped[User | None] = relationship(
        primaryjoin=lambda: User.id == Ticket.assignee_id, foreign_keys=lambda: Ticket.assignee_id
    )

    constraints = (
        UniqueConstraint("agency_id", "number"),
        belongs_to("company", "company_id", ondelete="CASCADE"),
        belongs_to("contact", "contact_id", ondelete="SET NULL (contact_id)"),
        belongs_to("ticket_subject", "subject_id"),
        belongs_to("user", "owner_id"),
        belongs_to("user", "assignee_id"),
        Index("ix_ticket_updated", "agency_id", "updated_at", "id"),
        Index(
            "ix_ticket_open", "agency_id", "updated_at", "id",
            postgresql_where=text("status <> 'closed'"),
        ),
        Index("ix_ticket_priority", "agency_id", "priority", "updated_at", "id"),
        Index("ix_ticket_company", "agency_id", "company_id", "updated_at"),
        Index("ix_ticket_assignee", "agency_id", "assignee_id", "updated_at"),
    )  # fmt: skip

    __mapper_args__ = {"version_id_col": version}

    @property
    def title(self) -> str:
        return f"#{self.number} {self.subject.name}"

    @property
    def is_closed(self) -> bool:
        return self.status == "closed"

    @property
    def status_label(self) -> str:
        return STATUSES.label(self.status)

    @property
    def priority_label(self) -> str:
        return PRIORITIES.label(self.priority)

    @property
    def category_type_label(self) -> str:
        return CATEGORY_TYPES.label(self.category_type)

    @property
    def category_label(self) -> str:
        return ALL_CATEGORIES.label(self.category)


class Action(AgencyModel):
    """What somebody did about a ticket. What the system noted itself are events, not actions."""

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
    def kind_label(self) -> str:
        return ACTION_KINDS.label(self.kind)
