"""A document that somebody asked for and the worker makes."""

from datetime import datetime, timedelta

from sqlalchemy import Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.core import clock
from app.core.db import AgencyModel, belongs_to

KEPT = timedelta(days=7)
QUEUED, RUNNING, READY, FAILED = "queued", "running", "ready", "failed"


class Export(AgencyModel):
    """`kind` names the document ("ticket", "company") or the list ("companies.csv"); `subject_id` is the
    record or `query` the filters it is about."""

    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int | None]
    query: Mapped[str | None] = mapped_column(String(2000))
    user_id: Mapped[int]
    title: Mapped[str] = mapped_column(String(400))
    state: Mapped[str] = mapped_column(String(10), default=QUEUED)
    percent: Mapped[int] = mapped_column(Integer, default=0)
    problem: Mapped[str | None] = mapped_column(Text)
    attempt: Mapped[int] = mapped_column(Integer, default=1)
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime] = mapped_column(default=lambda: clock.now() + KEPT)

    user: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == Export.user_id, foreign_keys=lambda: Export.user_id
    )

    constraints = (
        belongs_to("user", "user_id"),
        Index("ix_export_user", "agency_id", "user_id", "id"),
        Index("ix_export_expires", "expires_at"),
    )

    @property
    def is_table(self) -> bool:
        return self.kind.endswith(".csv")

    @property
    def is_archive(self) -> bool:
        return self.kind == "person"

    @property
    def format(self) -> str:
        return "ZIP" if self.is_archive else "CSV" if self.is_table else "PDF"

    @property
    def is_under_way(self) -> bool:
        return self.state in (QUEUED, RUNNING)

    @property
    def is_ready(self) -> bool:
        return self.state == READY

    @property
    def is_failed(self) -> bool:
        return self.state == FAILED

    def start(self) -> None:
        self.state, self.percent, self.problem = RUNNING, 0, None

    def finish(self) -> None:
        self.state, self.percent, self.ready_at = READY, 100, clock.now()

    def fail(self, problem: str) -> None:
        self.state, self.problem = FAILED, problem

    def queue_again(self) -> None:
        self.state, self.percent, self.problem = QUEUED, 0, None
        self.attempt += 1


class ExportFile(AgencyModel):
    """The document itself. In the database, because web and worker may have no disk in common."""

    export_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    content: Mapped[bytes] = mapped_column(LargeBinary)

    constraints = (
        belongs_to("export", "export_id", ondelete="CASCADE"),
        Index("uq_export_file_export", "agency_id", "export_id", unique=True),
    )
