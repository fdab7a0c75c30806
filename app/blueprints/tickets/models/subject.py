"""What tickets are about, one wording per agency: "Hotel overcharge"."""

from typing import Any

from sqlalchemy import Index, String, func, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from app.core import tenancy
from app.core.db import AgencyModel, db


class Subject(AgencyModel):
    __tablename__ = "ticket_subject"

    name: Mapped[str] = mapped_column(String(255))

    constraints = (Index("uq_ticket_subject_name", "agency_id", func.lower(name), unique=True),)

    @property
    def title(self) -> str:
        return self.name

    @classmethod
    def named(cls, name: str) -> "Subject":
        """The agency's subject of this name, whatever the case; added when it is new. Two people
        who type the same new one at once get the same row."""
        wanted = " ".join(name.split())
        added = insert(cls).values(name=wanted)
        unique: list[Any] = [cls.agency_id, text("lower(name)")]
        db.session.execute(added.on_conflict_do_nothing(index_elements=unique))
        query = tenancy.scoped(cls).where(func.lower(cls.name) == func.lower(wanted))
        return db.session.scalars(query).one()
