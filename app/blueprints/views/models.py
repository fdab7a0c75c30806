"""A list's filters and sort under a name, for one colleague or for all."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User
from app.core import clock
from app.core.db import AgencyModel, Deletable, belongs_to

NAME, QUERY = 60, 2000


class SavedView(Deletable, AgencyModel):
    """`list_key` says of which list ("companies"), `query` is that part of its address."""

    list_key: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(NAME))
    query: Mapped[str] = mapped_column(String(QUERY))
    is_shared: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int]

    user: Mapped[User] = relationship(
        primaryjoin=lambda: User.id == SavedView.user_id,
        foreign_keys=lambda: SavedView.user_id,
        lazy="joined",
    )

    constraints = (
        belongs_to("user", "user_id"),
        Index("ix_saved_view_list", "agency_id", "list_key", "user_id"),
    )

    @property
    def address(self) -> str:
        """What follows the list's path."""
        return f"{self.query}&view={self.id}"

    def delete(self) -> None:
        self.deleted_at = clock.now()

    def restore(self) -> None:
        self.deleted_at = None
