"""One's own notifications: nobody else's are found."""

from collections.abc import Mapping

from sqlalchemy import func, select

from app.blueprints.accounts.models import User
from app.blueprints.notifications.kinds import KINDS
from app.blueprints.notifications.models import Choice, Notification
from app.core import tenancy
from app.core.db import db
from app.core.lists import Listing, Page
from app.core.tenancy import RecordNotFound

COUNTED = 99
LISTING = Listing(
    sorts={"time": Notification.id},
    default="-time",
    filters={"state": lambda v: Notification.read_at.is_(None) if v == "unread" else None},
    tie_breaker=Notification.id,
)


def page_of(user: User, args: Mapping[str, str], path: str) -> Page:
    query = (
        select(
            Notification.id,
            Notification.kind,
            Notification.title,
            Notification.text,
            Notification.read_at,
            Notification.created_at,
            (User.first_name + " " + User.last_name).label("who"),
        )
        .outerjoin(User, User.id == Notification.actor_id)
        .where(Notification.agency_id == tenancy.agency_id(), Notification.user_id == user.id)
    )
    return LISTING.page(query, args, path)


def unread_count(user: User) -> int:
    """It stops at a hundred."""
    unread = select(Notification.id).where(
        Notification.agency_id == tenancy.agency_id(),
        Notification.user_id == user.id,
        Notification.read_at.is_(None),
    )
    limited = unread.limit(COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(limited)) or 0


def find_notification(user: User, notification_id: int) -> Notification:
    notification = tenancy.find(Notification, notification_id)
    if notification.user_id != user.id:
        raise RecordNotFound("Notification")
    return notification


def deliveries_of(user: User) -> dict[str, str]:
    """How the user is told of each kind."""
    query = select(Choice.kind, Choice.delivery).where(
        Choice.agency_id == tenancy.agency_id(), Choice.user_id == user.id
    )
    chosen = {row.kind: row.delivery for row in db.session.execute(query)}
    return {key: chosen.get(key, kind.delivery) for key, kind in KINDS.items()}
