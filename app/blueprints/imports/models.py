"""A CSV file on its way into the Vault: uploaded, matched, tried, imported, reported."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, Integer, LargeBinary, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.core.db import AgencyModel, belongs_to

UPLOADED, MATCHED, CHECKING, CHECKED, QUEUED, RUNNING, DONE, FAILED = (
    "uploaded", "matched", "checking", "checked", "queued", "running", "done", "failed",
)  # fmt: skip
STATES = {
    UPLOADED: "Match columns",
    MATCHED: "Match values",
    CHECKING: "Checking",
    CHECKED: "Ready to import",
    QUEUED: "Waiting",
    RUNNING: "Importing",
    DONE: "Imported",
    FAILED: "Stopped",
}
EDITABLE = (UPLOADED, MATCHED, CHECKED)
SKIP, ADD = "skip", "add"
KEPT = timedelta(days=14)


class Import(AgencyModel):
    """`columns` maps our field → heading of the file; `values` maps, per field, a value of the
    file → key of our list ("" leaves it empty). `findings` is what the dry run found.
    `done_rows` is where a stopped import resumes."""

    kind: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(255))
    encoding: Mapped[str] = mapped_column(String(20))
    delimiter: Mapped[str] = mapped_column(String(1))
    headings: Mapped[list[str]] = mapped_column(JSONB)
    columns: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    values: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB, default=dict)
    duplicates: Mapped[str] = mapped_column(String(4), default=SKIP)
    findings: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    state: Mapped[str] = mapped_column(String(10), default=UPLOADED)
    total_rows: Mapped[int] = mapped_column(Integer, default=0)
    done_rows: Mapped[int] = mapped_column(Integer, default=0)
    added: Mapped[int] = mapped_column(Integer, default=0)
    skipped: Mapped[int] = mapped_column(Integer, default=0)
    rejected: Mapped[int] = mapped_column(Integer, default=0)
    problem: Mapped[str | None] = mapped_column(Text)
    finished_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == Import.user_id, foreign_keys=lambda: Import.user_id
    )

    constraints = (belongs_to("user", "user_id"), Index("ix_import_recent", "agency_id", "id"))

    @property
    def state_label(self) -> str:
        return STATES[self.state]

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def has_values_to_match(self) -> bool:
        return self.is_editable and bool(self.findings.get("unknown"))

    @property
    def is_waiting(self) -> bool:
        """The worker has it, or will have it soon."""
        return self.state in (CHECKING, QUEUED, RUNNING)

    @property
    def can_be_cancelled(self) -> bool:
        return self.state == QUEUED and not self.done_rows

    @property
    def can_start(self) -> bool:
        """A failed import goes on after the last row that was done."""
        return self.state in (CHECKED, FAILED)

    @property
    def percent(self) -> int:
        return 100 * self.done_rows // self.total_rows if self.total_rows else 0

    def fail(self, problem: str) -> None:
        """The worker gave up. An import that has done nothing yet can be changed again."""
        self.state = FAILED if self.state in (QUEUED, RUNNING) else UPLOADED
        self.problem = problem


class ImportFile(AgencyModel):
    """A part of the uploaded bytes: in the database because web and worker may have no disk in
    common, in parts so that neither holds the whole file in memory."""

    import_id: Mapped[int]
    part: Mapped[int] = mapped_column(Integer)
    content: Mapped[bytes] = mapped_column(LargeBinary)

    constraints = (
        belongs_to("import", "import_id", ondelete="CASCADE"),
        Index("uq_import_file_part", "agency_id", "import_id", "part", unique=True),
    )


class RejectedRow(AgencyModel):
    """A row that could not be imported, with the reason, for the report."""

    __tablename__ = "import_rejected_row"

    import_id: Mapped[int]
    row: Mapped[int] = mapped_column(Integer)
    cells: Mapped[list[str]] = mapped_column(JSONB)
    problems: Mapped[list[str]] = mapped_column(JSONB)

    constraints = (
        belongs_to("import", "import_id", ondelete="CASCADE"),
        Index("uq_import_rejected_row", "agency_id", "import_id", "row", unique=True),
    )
