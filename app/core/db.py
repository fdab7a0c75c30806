"""The database session and the two shapes of table: a platform's own, and one that belongs to an agency."""

from datetime import datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry

from app.core import clock

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: DateTime(timezone=True), int: BigInteger},
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class PlatformModel(db.Model):  # type: ignore[name-defined]
    """A table of the platform itself, outside row-level security."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=lambda: clock.now())


class AgencyModel(PlatformModel):
    """A row that belongs to one agency. Its table has a forced row-level security policy
    (see `core/rls.py`) and a unique (agency_id, id) that composite foreign keys point to."""

    __abstract__ = True

    agency_id: Mapped[int] = mapped_column(
        ForeignKey("agency.id", ondelete="CASCADE"), default=lambda: _current_agency_id()
    )

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        own = (UniqueConstraint("agency_id", "id"), *getattr(cls, "constraints", ()))
        return (*own, *_bin_of(cls)) if issubclass(cls, Recoverable) else own


class Deletable:
    """A mixin for what people delete and may get back: while `deleted_at` is set, the row is found
    only by `tenancy.find(…, deleted=True)` and `tenancy.scoped(…, deleted=True)`."""

    deleted_at: Mapped[datetime | None]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class Recoverable:
    """A mixin for what goes into the bin when it is deleted, alone or with what it belongs to. While
    it lies there its `deletion_id` is set and PostgreSQL hides the row from every statement
    (`rls.hide_in_bin`): no query has to think of it. See `blueprints/bin`."""

    deletion_id: Mapped[int | None]


def _bin_of(model: Any) -> tuple[Any, ...]:
    lies_there = text("deletion_id is not null")
    index = f"ix_{model.__tablename__}_deletion"
    return (
        belongs_to("deletion", "deletion_id"),
        Index(index, "agency_id", "deletion_id", postgresql_where=lies_there),
    )


def belongs_to(table: str, column: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A reference that cannot leave the agency: (agency_id, column) → table(agency_id, id)."""
    return ForeignKeyConstraint(
        ["agency_id", column], [f"{table}.agency_id", f"{table}.id"], ondelete=ondelete
    )


def _current_agency_id() -> int:
    from app.core import tenancy

    return tenancy.agency_id()
