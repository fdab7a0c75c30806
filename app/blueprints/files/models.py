"""A file that somebody attached to a record. Its bytes are in the file store under `key`."""

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.core.db import AgencyModel, Recoverable, belongs_to
from app.core.events import record
from app.core.media import TYPES, ending_of

PICTURES = frozenset(TYPES[ending] for ending in ("png", "jpg", "gif", "webp"))
PDF = TYPES["pdf"]
KINDS = {
    "pdf": "PDF", "png": "Picture", "jpg": "Picture", "gif": "Picture", "webp": "Picture",
    "docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint", "odt": "Text document",
    "ods": "Spreadsheet", "odp": "Presentation", "txt": "Text", "csv": "CSV",
}  # fmt: skip


class File(Recoverable, AgencyModel):
    """Belongs to exactly one record: a further kind of owner is a further column, named in the
    check (see `owners.py`). When a row goes, whoever removes it, a trigger has its bytes removed."""

    key: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    checksum: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[int]
    company_id: Mapped[int | None]
    action_id: Mapped[int | None]

    user: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == File.user_id, foreign_keys=lambda: File.user_id
    )

    constraints = (
        belongs_to("user", "user_id"),
        belongs_to("company", "company_id", ondelete="CASCADE"),
        belongs_to("ticket_action", "action_id", ondelete="CASCADE"),
        CheckConstraint("num_nonnulls(company_id, action_id) = 1", name="one_owner"),
        Index(
            "ix_file_company", "agency_id", "company_id", "id",
            postgresql_where=text("company_id is not null"),
        ),
        Index(
            "ix_file_action", "agency_id", "action_id", "id",
            postgresql_where=text("action_id is not null"),
        ),
    )  # fmt: skip

    @property
    def is_picture(self) -> bool:
        return self.media_type in PICTURES

    @property
    def is_pdf(self) -> bool:
        return self.media_type == PDF

    @property
    def can_be_shown(self) -> bool:
        """In the browser itself, without a program that opens it."""
        return self.is_picture or self.is_pdf

    @property
    def written_ending(self) -> str:
        """As it stands in the name: "JPG", say."""
        return self.name.rpartition(".")[2]

    @property
    def kind_label(self) -> str:
        return KINDS[ending_of(self.name)]

    @property
    def size_label(self) -> str:
        if self.size < 1000:
            return f"{self.size} bytes"
        return f"{self.size / 1e6:.1f} MB" if self.size >= 1e6 else f"{self.size / 1000:.0f} KB"

    def rename(self, name: str, *, by: User, within: AgencyModel) -> None:
        if name != self.name:
            changes = {"name": [self.name, name]}
            self.name = name
            record("file.renamed", self, by=by, within=within, changes=changes)
