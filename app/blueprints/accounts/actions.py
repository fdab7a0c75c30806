"""Signing in and out."""

from urllib.parse import urlsplit

from flask_login import login_user
from sqlalchemy import delete, select

from app.blueprints.accounts import passwords
from app.blueprints.accounts.forms import SignInForm
from app.blueprints.accounts.models import User, UserSession, digest
from app.core.db import db


def sign_in(form: SignInForm) -> User | None:
    """The user, with a new session; None with an error on the form when the pair is wrong."""
    user = db.session.scalar(select(User).where(User.email == form.email.data))
    known = user if user and user.is_active else None
    if not passwords.matches(known.password_hash if known else None, form.password.data):
        form.password.errors = ["E-mail and password do not match"]
        return None
    known.session_token = UserSession.begin(known, remember=form.remember.data)
    login_user(known)
    return known


def sign_out(user: User) -> None:
    db.session.execute(
        delete(UserSession).where(UserSession.token_hash == digest(user.session_token))
    )


def safe_next(target: str | None) -> str:
    """A path of this site, or the dashboard: never a redirect to another host."""
    parts = urlsplit(target or "")
    is_ours = bool(parts.path) and not parts.scheme and not parts.netloc
    if not is_ours or not target.startswith("/") or target.startswith(("//", "/\\")):
        return "/dashboard"
    return target
