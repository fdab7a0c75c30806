"""A CSV file on its way into the Vault: uploaded, matched, tried, imported, reported."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, Integer, LargeBinary, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.core.db import AgencyModel, belongs_to

UPLOADED, MATCHED, CHECKING, CHECKED, QUEUED, RUNNING, DONE, FAILED, UNDOING, UNDONE = (
    "uploaded", "matched", "checking", "checked", "queued", "running", "done", "failed", "undoing", "undone",
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
    UNDOING: "Undoing",
    UNDONE: "Undone",
}
EDITABLE = (UPLOADED, MATCHED, CHECKED)
SKIP, FILL, UPDATE, ADD = "skip", "fill", "update", "add"
REJECT, CREATE = "reject", "create"
KEPT = timedelta(days=14)


class Import(AgencyModel):
    """`columns` maps our field → heading of the file; `values` maps, per field, a value of the
    file → key of our list ("" leaves it empty). `findings` is what the dry run found.
    `source` is the program whose export the file is; `missing_company` what happens to a contact
    whose company is not in the Vault. `done_rows` is where a stopped import resumes, `undone_rows`
    how much of it was taken back."""

    kind: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(255))
    encoding: Mapped[str] = mapped_column(String(20))
    delimiter: Mapped[str] = mapped_column(String(1))
    headings: Mapped[list[str]] = mapped_column(JSONB)
    columns: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    values: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB, default=dict)
    duplicates: Mapped[str] = mapped_column(String(6), default=SKIP)
    source: Mapped[str | None] = mapped_column(String(20))
    missing_company: Mapped[str] = mapped_column(String(6), default=REJECT)
    findings: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    state: Mapped[str] = mapped_column(String(10), default=UPLOADED)
    total_rows: Mapped[int] = mapped_column(Integer, default=0)
    done_rows: Mapped[int] = mapped_column(Integer, default=0)
    added: Mapped[int] = mapped_column(Integer, default=0)
    updated: Mapped[int] = mapped_column(Integer, default=0)
    skipped: Mapped[int] = mapped_column(Integer, default=0)
    rejected: Mapped[int] = mapped_column(Integer, default=0)
    companies_added: Mapped[int] = mapped_column(Integer, default=0)
    undone_rows: Mapped[int] = mapped_column(Integer, default=0)
    undone_by_id: Mapped[int | None]
    undone_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(Text)
    finished_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == Import.user_id, foreign_keys=lambda: Import.user_id
    )

    undone_by: Mapped[User | None] = relationship(
        primaryjoin=lambda: User.id == Import.undone_by_id, foreign_keys=lambda: Import.undone_by_id
    )

    constraints = (
        belongs_to("user", "user_id"),
        belongs_to("user", "undone_by_id"),
        Index("ix_import_recent", "agency_id", "id"),
    )

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
        return self.state in (CHECKING, QUEUED, RUNNING, UNDOING)

    @property
    def can_be_cancelled(self) -> bool:
        return self.state == QUEUED and not self.done_rows

    @property
    def can_start(self) -> bool:
        """A failed import goes on after the last row that was done."""
        return self.state in (CHECKED, FAILED)

    @property
    def can_be_undone(self) -> bool:
        """Something came of it, and nobody has taken it back yet."""
        return self.state == DONE and self.changed_records > 0

    @property
    def changed_records(self) -> int:
        return self.added + self.updated + self.companies_added

    @property
    def percent(self) -> int:
        if self.state == UNDOING:
            return 100 * self.undone_rows // max(self.changed_records, 1)
        return 100 * self.done_rows // self.total_rows if self.total_rows else 0

    def fail(self, problem: str) -> None:
        """The worker gave up. An import that has done nothing yet can be changed again."""
        after = {QUEUED: FAILED, RUNNING: FAILED, UNDOING: DONE}
        self.state, self.problem = after.get(self.state, UPLOADED), problem


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


class ImportChange(AgencyModel):
    """A record that was there and that an import updated: the fields that it changed as they were
    before, and the record's `updated_at` as the import left it. Gone once it is undone."""

    __tablename__ = "import_change"

    import_id: Mapped[int]
    record_id: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    stamped_at: Mapped[datetime]

    constraints = (
        belongs_to("import", "import_id", ondelete="CASCADE"),
        Index("uq_import_change", "agency_id", "import_id", "record_id", unique=True),
    )
