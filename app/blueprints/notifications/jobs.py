"""The mails of notifications, and forgetting them after ninety days."""

from typing import Any

from sqlalchemy import delete, update

from app.blueprints.accounts.models import User
from app.blueprints.notifications.actions import KEPT, MAIL, MAIL_DIGEST, PURGE
from app.blueprints.notifications.kinds import DIGEST
from app.blueprints.notifications.models import Notification
from app.core import clock, mail, tenancy
from app.core.context import reading_as
from app.core.db import db
from app.outbox import handles

MOST = 50


@handles(MAIL_DIGEST)
def mail_digest(message: Any, user_id: int) -> None:
    """What waits for the digest and has not been read; nothing is sent when that is nothing."""
    user = db.session.get(User, user_id)
    waiting = _waiting(user_id)
    news = [notification for notification in waiting if notification.read_at is None]
    if news and user and user.is_active:
        _send(message, user, "notifications/digest", news=news[:MOST], more=len(news[MOST:]))
    ids = [notification.id for notification in waiting]
    told = update(Notification).where(
        Notification.agency_id == tenancy.agency_id(), Notification.id.in_(ids)
    )
    db.session.execute(told.values(mailed_at=clock.now()))


@handles(MAIL)
def mail_one(message: Any, notification_id: int) -> None:
    notification = db.session.get(Notification, notification_id)
    user = db.session.get(User, notification.user_id) if notification else None
    if user and user.is_active:
        _send(message, user, "notifications/one", notification=notification)


@handles(PURGE)
def purge(message: Any) -> None:
    is_old = Notification.created_at < clock.now() - KEPT
    db.session.execute(
        delete(Notification).where(Notification.agency_id == tenancy.agency_id(), is_old)
    )


def _waiting(user_id: int) -> list[Notification]:
    query = tenancy.scoped(Notification).where(
        Notification.user_id == user_id,
        Notification.delivery == DIGEST,
        Notification.mailed_at.is_(None),
    )
    return list(db.session.scalars(query.order_by(Notification.id)))


def _send(message: Any, user: User, template: str, **context: Any) -> None:
    with reading_as(user):
        mail.send(user.email, template, message_id=f"outbox-{message.id}", user=user, **context)
