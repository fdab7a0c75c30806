"""What somebody wants to be reminded of."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.blueprints.activities.models.activity import Activity
from app.blueprints.crm.companies.models import Company
from app.core import clock
from app.core.db import AgencyModel, Deletable, Recoverable, belongs_to, db
from app.core.events import record, set_values
from app.outbox import cancel, post

MAIL, PURGE = "reminder.mail", "reminder.purge"
MORNING = "09:00"
UNDO_FOR = timedelta(days=1)


class Reminder(Deletable, Recoverable, AgencyModel):
    """Something to do at a time, for one user; mailed once when it is due."""

    company_id: Mapped[int]
    activity_id: Mapped[int | None]
    user_id: Mapped[int]
    author_id: Mapped[int]
    message: Mapped[str] = mapped_column(String(500))
    remind_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    company: Mapped[Company] = relationship(
        primaryjoin=lambda: Company.id == Reminder.company_id,
        foreign_keys=lambda: Reminder.company_id,
    )
    activity: Mapped[Activity | None] = relationship(
        primaryjoin=lambda: Activity.id == Reminder.activity_id,
        foreign_keys=lambda: Reminder.activity_id,
    )
    user: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == Reminder.user_id, foreign_keys=lambda: Reminder.user_id
    )
    author: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == Reminder.author_id, foreign_keys=lambda: Reminder.author_id
    )

    constraints = (
        belongs_to("company", "company_id", ondelete="CASCADE"),
        belongs_to("activity", "activity_id", ondelete="CASCADE"),
        belongs_to("user", "user_id"),
        belongs_to("user", "author_id"),
        Index(
            "ix_reminder_open", "agency_id", "user_id", "remind_at",
            postgresql_where=text("done_at is null and deleted_at is null"),
        ),
        Index("ix_reminder_activity", "agency_id", "activity_id"),
    )  # fmt: skip

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_open(self) -> bool:
        return not self.is_done and not self.is_deleted

    @property
    def is_due(self) -> bool:
        return self.is_open and self.remind_at <= clock.now()

    @property
    def day(self) -> date:
        """Its date where the person lives who is reminded."""
        return self._local.date()

    @property
    def time(self) -> str:
        """Its time of day there, "HH:MM"."""
        return self._local.strftime("%H:%M")

    @property
    def _local(self) -> datetime:
        return self.remind_at.astimezone(ZoneInfo(self.user.time_zone))

    @property
    def mail_key(self) -> str:
        """One mail per plan: each change of plan has a version of its own."""
        return f"reminder:{self.id}:{self.version}"

    def plan(self) -> None:
        """Puts the mail into the outbox: for its time, or at once when that is past."""
        db.session.flush()
        payload = {"reminder_id": self.id, "version": self.version}
        post(MAIL, payload, deliver_at=self.remind_at, dedupe_key=self.mail_key)

    def move(self, values: dict[str, object], *, by: User) -> None:
        """Another time, person or message; nothing is mailed again when nothing changed."""
        changed = set_values(self, values)
        if not changed:
            return
        if changed.keys() & {"remind_at", "user"}:
            self.done_at = None
            self._plan_again()
        record("reminder.moved", self, by=by, remind_at=self.remind_at.isoformat())

    def snooze(self, day: date, *, by: User) -> None:
        """To another day, at the same time of day where its person lives."""
        self.move({"remind_at": clock.at(day, self.time, self.user.time_zone)}, by=by)

    def days_on(self, days: int) -> date:
        """So many days after its date, or after today when that is past."""
        return max(self.day, clock.today(self.user.time_zone)) + timedelta(days=days)

    def complete(self, *, by: User) -> None:
        if self.is_done:
            return
        self.done_at = clock.now()
        cancel(self.mail_key)
        record("reminder.done", self, by=by)

    def reopen(self, *, by: User) -> None:
        if not self.is_done:
            return
        self.done_at = None
        self.plan_unless_mailed()
        record("reminder.reopened", self, by=by)

    def delete(self, *, by: User) -> None:
        if self.is_deleted:
            return
        self.deleted_at = clock.now()
        cancel(self.mail_key)
        record("reminder.deleted", self, by=by)
        post(PURGE, {"reminder_id": self.id}, deliver_at=self.deleted_at + UNDO_FOR)

    def restore(self, *, by: User) -> None:
        if not self.is_deleted:
            return
        self.deleted_at = None
        if not self.is_done:
            self.plan_unless_mailed()
        record("reminder.restored", self, by=by)

    def plan_unless_mailed(self) -> None:
        if self.mailed_at is None:
            self._plan_again()

    def _plan_again(self) -> None:
        cancel(self.mail_key)
        self.version += 1
        self.mailed_at = None
        self.plan()
