"""Calendar feeds: whose they are, made, and revoked."""

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.blueprints.accounts.models import User, digest
from app.blueprints.activities.models import CalendarFeed
from app.core.db import db


def feed_of(user: User) -> CalendarFeed | None:
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.user_id == user.id))


def reader_of(token: str) -> User | None:
    """Whose calendar the token opens; nobody's once it was revoked or its user left."""
    query = (
        select(CalendarFeed)
        .join(CalendarFeed.user)
        .options(joinedload(CalendarFeed.user))
        .where(CalendarFeed.token_hash == digest(token), User.deactivated_at.is_(None))
    )
    feed = db.session.scalar(query)
    return feed.user if feed else None


def make_feed(user: User) -> tuple[CalendarFeed, str]:
    """A new address; the former one stops working."""
    revoke_feed(user)
    return CalendarFeed.begin(user)


def revoke_feed(user: User) -> None:
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == user.id))
