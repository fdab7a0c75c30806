"""Registering an agency, verifying an address, signing in and out, passwords."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from flask import session
from flask_login import login_user
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app.blueprints.accounts import limits, passwords, queries
from app.blueprints.accounts.models import MailedLink, User, UserSession, digest
from app.blueprints.agency.models import Agency
from app.core import clock
from app.core.db import db
from app.core.forms import LINE_CONTROL
from app.outbox import post

UNIQUE = re.compile(r"uq_(?:agency|user|mailed_link)_(\w+)")


class Taken(Exception):
    """Another agency has this name or number, or another user this address: `field` says which."""

    def __init__(self, field: str):
        super().__init__(field)
        self.field = field


def register(*, email: str, password: str, verified: bool = False, **agency: Any) -> User:
    """Adds an agency on trial and its first user, an admin, named by `contact_name`.
    The other values are columns of Agency. Raises Taken; nothing is added then."""
    first_name, _, last_name = agency["contact_name"].partition(" ")
    user = User(
        agency=Agency(**agency),
        email=email,
        first_name=first_name,
        last_name=last_name,
        role="admin",
        password_hash=passwords.hashed(password),
        email_verified_at=clock.now() if verified else None,
    )
    with _unique():
        db.session.add(user)
    return user


def start_trial(values: dict[str, Any], key: str) -> None:
    """Registers, and mails the link that verifies. An address that has an account is told so by
    mail only; the answer and the time it takes are the same. `key` is known to this browser alone
    and lets it correct the address later. Raises Taken."""
    try:
        user = register(**values)
    except Taken as taken:
        if taken.field != "email":
            raise
        if limits.may_mail(values["email"]):
            mail_again(values["email"])
        return
    with _unique():
        MailedLink.begin(user, "registration", key)
    _mail("verify", user)


def mail_again(email: str) -> None:
    """What was mailed after the registration, once more."""
    user = queries.user_with(email)
    if user:
        _mail("registered_already" if user.is_verified else "verify", user)


def correct_address(user: User | None, email: str) -> None:
    """Gives a user who is not verified yet another address, which ends the links mailed to the old
    one. Raises Taken. Without a user nothing happens, and the screen shows no difference."""
    if user is None or user.email == email:
        return
    with _unique():
        user.email = email
    for link in queries.open_links(user, "registration"):
        link.email = email


def verify(link: MailedLink) -> None:
    link.use()
    link.user.email_verified_at = link.user.email_verified_at or clock.now()
    _end_links(link.user, "registration", "verify")


def sign_in(email: str, password: str, *, remember: bool) -> User | None:
    """The user, with a new session; None when the pair is wrong, which counts as a failure."""
    user = queries.user_with(email)
    known = user if user and user.is_active else None
    if not passwords.matches(known.password_hash if known else None, password):
        limits.count_failure(email)
        return None
    limits.forget_failures(email)
    _forget_old_sessions(known)
    known.session_token = UserSession.begin(known, remember=remember)
    session.clear()
    session.permanent = remember
    login_user(known)
    return known


def sign_out(user: User) -> None:
    db.session.execute(
        delete(UserSession).where(UserSession.token_hash == digest(user.session_token))
    )


def ask_for_reset(email: str) -> None:
    user = queries.user_with(email)
    if user and user.is_active:
        _mail("reset", user)


def reset_password(link: MailedLink, password: str) -> None:
    """Whoever has the link reads the mails of the address, so that it is verified, too."""
    verify(link)
    change_password(link.user, password)


def change_password(user: User, password: str, *, keep: str | None = None) -> None:
    """Ends every session but the one whose token is `keep`, and every link, and mails a notice."""
    user.set_password(password)
    _end_links(user, "reset")
    others = UserSession.token_hash != digest(keep or "")
    db.session.execute(delete(UserSession).where(UserSession.user_id == user.id, others))
    _mail("password_changed", user)


def safe_next(target: str | None) -> str:
    """A path of this site, or the dashboard: never a redirect to another host."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return "/dashboard"
    if LINE_CONTROL.search(target):
        return "/dashboard"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/dashboard"
    return target if parts.path and not parts.scheme and not parts.netloc else "/dashboard"


def _mail(kind: str, user: User) -> None:
    post(f"accounts.{kind}", {"user_id": user.id}, agency_id=user.agency_id)


@contextmanager
def _unique() -> Iterator[None]:
    """What is done inside is done wholly or, when somebody else has the name, not at all."""
    try:
        with db.session.begin_nested():
            yield
            db.session.flush()
    except IntegrityError as error:
        constraint = UNIQUE.fullmatch(error.orig.diag.constraint_name or "")
        if constraint is None:
            raise
        raise Taken(constraint[1]) from None


def _forget_old_sessions(user: User) -> None:
    is_over = UserSession.expires_at < clock.now()
    db.session.execute(delete(UserSession).where(UserSession.user_id == user.id, is_over))


def _end_links(user: User, *purposes: str) -> None:
    db.session.execute(
        update(MailedLink)
        .where(MailedLink.user_id == user.id, MailedLink.purpose.in_(purposes))
        .where(MailedLink.used_at.is_(None))
        .values(used_at=clock.now())
    )
