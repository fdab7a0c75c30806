"""People who work at an agency, how they sign in, and the links we mail them."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.blueprints.accounts import passwords
from app.blueprints.accounts.choices import ROLES
from app.blueprints.agency.models import Agency
from app.core import clock
from app.core.db import PlatformModel, db

REMEMBERED = timedelta(days=30)
SIGNED_IN = timedelta(hours=12)
VISIT = timedelta(hours=4)
LINK_LIFE = {
    "registration": timedelta(days=3),
    "verify": timedelta(days=3),
    "reset": timedelta(hours=1),
}


def digest(token: str) -> str:
    """Tokens are stored hashed: who reads the table cannot use them."""
    return hashlib.sha256(token.encode()).hexdigest()


class User(PlatformModel, UserMixin):
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    first_name: Mapped[str] = mapped_column(String(100))
    last_name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(12))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    email_verified_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    time_zone: Mapped[str] = mapped_column(String(40), default="Europe/London")
    theme: Mapped[str] = mapped_column(String(8), default="system")
    has_shortcuts: Mapped[bool] = mapped_column(default=True)
    reads_oldest_first: Mapped[bool] = mapped_column(default=False)
    hides_first_steps: Mapped[bool] = mapped_column(default=False)
    visit_began_at: Mapped[datetime | None]
    visit_before_at: Mapped[datetime | None]

    agency: Mapped[Agency] = relationship()

    __table_args__ = (UniqueConstraint("agency_id", "id"),)

    session_token = None

    # Flask-Login compares what the cookies hold, which is nothing for everybody but the visitor.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def get_id(self) -> str:
        """What the cookie holds: the token of this browser's session, not the user's id."""
        return self.session_token or ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper()

    @property
    def role_label(self) -> str:
        return ROLES.label(self.role)

    @property
    def is_active(self) -> bool:
        return self.deactivated_at is None

    @property
    def is_verified(self) -> bool:
        return self.email_verified_at is not None

    def change(self, values: dict[str, Any]) -> None:
        """First name, last name, time zone, theme and shortcuts, by their names."""
        for name, value in values.items():
            setattr(self, name, value)

    @property
    def last_visit_at(self) -> datetime:
        """When the visit before this one began."""
        return self.visit_before_at or self.created_at

    def visit(self) -> None:
        """My day was opened. What follows within four hours is the same visit, so that a morning is
        written down once."""
        now = clock.now()
        if self.visit_began_at is None or self.visit_began_at + VISIT <= now:
            self.visit_before_at, self.visit_began_at = self.visit_began_at, now

    def set_password(self, password: str) -> None:
        self.password_hash = passwords.hashed(password)

    def has_password(self, password: str) -> bool:
        return passwords.matches(self.password_hash, password)


class UserSession(PlatformModel):
    """One signed-in browser. The cookie holds the token, this row its hash, so that a session
    can be ended from anywhere."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]

    user: Mapped[User] = relationship()

    @classmethod
    def begin(cls, user: User, *, remember: bool) -> str:
        """Adds a session and returns the token for the cookie."""
        token = secrets.token_urlsafe(32)
        life = REMEMBERED if remember else SIGNED_IN
        row = cls(user_id=user.id, token_hash=digest(token), expires_at=clock.now() + life)
        db.session.add(row)
        return token


class MailedLink(PlatformModel):
    """A single-use link that was mailed: to verify an address, or to reset a password. The one for
    "registration" is kept by the browser that registered, until the address is verified."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(12))
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()

    @classmethod
    def begin(cls, user: User, purpose: str, token: str | None = None) -> tuple[Self, str]:
        """Adds a link for the address the user has now; returns it and its token."""
        token = token or secrets.token_urlsafe(32)
        expires_at = clock.now() + LINK_LIFE[purpose]
        link = cls(
            user=user,
            purpose=purpose,
            email=user.email,
            token_hash=digest(token),
            expires_at=expires_at,
        )
        db.session.add(link)
        return link, token

    @property
    def is_usable(self) -> bool:
        """Not used, not expired, and its address is still the user's."""
        is_fresh = self.used_at is None and self.expires_at > clock.now()
        return is_fresh and self.email == self.user.email and self.user.is_active

    def use(self) -> None:
        self.used_at = clock.now()
