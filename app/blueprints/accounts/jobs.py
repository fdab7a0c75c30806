"""The mails about an account. A link is made when its mail is sent, so that the outbox never holds
a token, and is committed before, so that no mail carries a link that does not work."""

from typing import Any

from app.blueprints.accounts.models import MailedLink, User
from app.core import mail
from app.core.context import reading_as
from app.core.db import db
from app.core.requests import commit
from app.outbox import handles


@handles("accounts.verify")
def mail_verification(message: Any, user_id: int) -> None:
    user = db.session.get(User, user_id)
    if user and not user.is_verified:
        _send_link(message, user, "verify", "/verify")


@handles("accounts.registered_already")
def mail_registered_already(message: Any, user_id: int) -> None:
    user = db.session.get(User, user_id)
    if user and user.is_active:
        _send(message, user, "accounts/registered_already")


@handles("accounts.reset")
def mail_reset(message: Any, user_id: int) -> None:
    user = db.session.get(User, user_id)
    if user and user.is_active:
        _send_link(message, user, "reset", "/password/reset")


@handles("accounts.password_changed")
def mail_password_changed(message: Any, user_id: int) -> None:
    user = db.session.get(User, user_id)
    if user:
        _send(message, user, "accounts/password_changed", at=message.created_at)


def _send_link(message: Any, user: User, purpose: str, path: str) -> None:
    link, token = MailedLink.begin(user, purpose)
    commit()
    url = f"{mail.site()}{path}/{token}"
    _send(message, user, f"accounts/{purpose}", url=url, expires_at=link.expires_at)


def _send(message: Any, user: User, template: str, **context: Any) -> None:
    with reading_as(user):
        mail.send(
            user.email,
            template,
            message_id=f"outbox-{message.id}",
            user=user,
            agency=user.agency,
            **context,
        )
