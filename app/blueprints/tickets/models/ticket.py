"""A ticket: something a client or colleague needs, worked until it is closed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Enum, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.tickets.choices import (
    ALL_CATEGORIES,
    CATEGORY_TYPES,
    PRIORITIES,
    STATUSES,
)
from app.blueprints.tickets.models.subject import Subject
from app.blueprints.tickets.models.watcher import Watcher
from app.core import clock
from app.core.db import AgencyModel, Recoverable, belongs_to, db
from app.core.errors import Conflict
from app.core.events import Event, record

CLOSED = "This ticket is closed and cannot be changed. An admin can reopen it."
FIELDS = {
    "subject": "Subject",
    "company": "Company",
    "contact": "Contact",
    "status": "Status",
    "priority": "Priority",
    "category_type": "Category type",
    "category": "Category",
    "owner": "Owner",
    "assignee": "Assigned to",
    "description": "Description",
}
CHOICES = {
    "status": STATUSES,
    "priority": PRIORITIES,
    "category_type": CATEGORY_TYPES,
    "category": ALL_CATEGORIES,
}
MISSING = {"contact": "Nobody", "assignee": "Not assigned"}


class TicketCounter(AgencyModel):
    """The last ticket number of an agency; its row is locked while a number is given out."""

    last: Mapped[int] = mapped_column(Integer, default=0)

    constraints = (UniqueConstraint("agency_id"),)

    @classmethod
    def next(cls) -> int:
        """Locks the counter until the transaction ends: a number that is not used is given again."""
        first = insert(cls).values(last=1)
        counted = first.on_conflict_do_update(
            index_elements=[cls.agency_id], set_={"last": cls.last + 1}
        )
        return db.session.scalars(counted.returning(cls.last)).one()


class Ticket(Recoverable, AgencyModel):
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
    first_action_at: Mapped[datetime | None]
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
    watchers: Mapped[list[User]] = relationship(
        secondary=lambda: Watcher.__table__,
        primaryjoin=lambda: Ticket.id == Watcher.ticket_id,
        secondaryjoin=lambda: (User.id == Watcher.user_id) & User.deactivated_at.is_(None),
        order_by=lambda: (User.first_name, User.last_name, User.id),
        viewonly=True,
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
        Index(
            "ix_ticket_urgent", "agency_id", "assignee_id", text("priority DESC"), "opened_at", "id",
            postgresql_where=text("status <> 'closed'"),
        ),
        Index(
            "ix_ticket_counted", "agency_id", "opened_at",
            postgresql_include=[
                "category", "first_action_at", "priority", "company_id", "assignee_id", "deletion_id",
            ],
        ),
        Index(
            "ix_ticket_closed", "agency_id", "closed_at",
            postgresql_include=[
                "opened_at", "priority", "company_id", "assignee_id", "deletion_id",
            ],
            postgresql_where=text("closed_at is not null"),
        ),
        Index("ix_ticket_priority", "agency_id", "priority", "updated_at", "id"),
        Index("ix_ticket_company", "agency_id", "company_id", "updated_at"),
        Index("ix_ticket_assignee", "agency_id", "assignee_id", "updated_at"),
        Index(
            "ix_ticket_unassigned", "agency_id", "updated_at", "id",
            postgresql_where=text("assignee_id is null and status <> 'closed'"),
        ),
        Index("ix_ticket_owner", "agency_id", "owner_id", "updated_at"),
        Index("ix_ticket_subject", "agency_id", "subject_id"),
        Index("ix_ticket_opened", "agency_id", "opened_at", "id"),
        Index("ix_ticket_status", "agency_id", "status", "updated_at", "id"),
        Index("ix_ticket_kind", "agency_id", "category_type", "updated_at", "id"),
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

    def require_open(self) -> None:
        if self.is_closed:
            raise Conflict(CLOSED)

    def touch(self) -> None:
        self.updated_at = clock.now()

    def change(self, values: dict[str, Any], *, by: User) -> Event | None:
        """Sets fields, records by relationship ("assignee", not its id), and notes what changed in
        one event, or none when nothing did. A ticket whose status becomes Closed is closed."""
        self.require_open()
        changes = self._set(values)
        if not changes:
            return None
        self.touch()
        if self.is_closed:
            self.closed_at = clock.now()
        kind = "ticket.closed" if self.is_closed else "ticket.changed"
        has_it = self.assignee.id if self.assignee else None
        return record(kind, self, by=by, within=self.company, changes=changes, assignee_id=has_it)

    def close(self, *, by: User) -> Event | None:
        return self.change({"status": "closed"}, by=by)

    def reopen(self, reason: str, *, by: User) -> Event:
        if not self.is_closed:
            raise Conflict("This ticket is open already.")
        changes = self._set({"status": "open"})
        self.closed_at = None
        self.touch()
        return record(
            "ticket.reopened", self, by=by, within=self.company, changes=changes, reason=reason
        )

    def _set(self, values: dict[str, Any]) -> list[dict[str, str]]:
        changes = []
        for name, value in values.items():
            before = getattr(self, name)
            if before == value:
                continue
            setattr(self, name, value)
            changes.append(_change(name, before, value))
        return changes


def _change(name: str, before: Any, after: Any) -> dict[str, str]:
    """A description is too long to be told twice: only that it changed."""
    if name == "description":
        return {"field": FIELDS[name]}
    return {"field": FIELDS[name], "from": _words(name, before), "to": _words(name, after)}


def _words(name: str, value: Any) -> str:
    if name in CHOICES:
        return CHOICES[name].label(value)
    return value.name if value else MISSING[name]
