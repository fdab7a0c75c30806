"""The secret address at which a calendar app reads what one user has to do."""

import secrets
from typing import Self

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts.models import User, digest
from app.core.db import PlatformModel, db


class CalendarFeed(PlatformModel):
    """At most one per user. Outside row-level security, because who asks has no session: the token
    in the address says whose it is, and is stored hashed."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)

    user: Mapped[User] = relationship()

    @classmethod
    def begin(cls, user: User) -> tuple[Self, str]:
        """Adds the feed; returns it and its token, which cannot be read again."""
        token = secrets.token_urlsafe(32)
        feed = cls(user=user, token_hash=digest(token))
        db.session.add(feed)
        return feed, token
