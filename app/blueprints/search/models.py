"""What can be found, kept by triggers of the database (`core/searched.py`).

Both tables stand outside row-level security, under which PostgreSQL does not use an index of words.
They are read by the functions `search_find` and `search_like` alone, which know no agency but the
current one; what they find is then read from the protected tables.
"""

from sqlalchemy import (
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import db


class Entry(db.Model):  # type: ignore[name-defined]
    """Its words are marked with agency and kind, so that an index of words is one per agency."""

    __tablename__ = "search_entry"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]
    name: Mapped[str] = mapped_column(Text(collation="C"))
    number: Mapped[int | None] = mapped_column(Integer)
    words: Mapped[str] = mapped_column(TSVECTOR)

    __table_args__ = (
        PrimaryKeyConstraint("agency_id", "kind", "record_id"),
        Index(
            "ix_search_entry_words", "words", postgresql_using="gin",
            postgresql_with={"gin_pending_list_limit": 128},
        ),
        Index("ix_search_entry_name", "agency_id", "kind", "name", text("record_id DESC")),
        Index(
            "ix_search_entry_number", "agency_id", "kind", "number",
            postgresql_where=text("number is not null"),
        ),
    )  # fmt: skip


class Word(db.Model):  # type: ignore[name-defined]
    """A word of a name, for whoever mistypes it."""

    __tablename__ = "search_word"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"))
    word: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_search_word_word", "agency_id", "word"),)
