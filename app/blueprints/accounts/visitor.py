"""Who is visiting: the signed-in user of the request, found once, and with them the agency."""

from flask import Flask, Response, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.blueprints.accounts.models import User, UserSession, digest
from app.blueprints.agency.models import Agency
from app.core import clock, tenancy, web
from app.core.db import db
from app.extensions import login

OPEN_TO_UNVERIFIED = {"accounts.verification.show", "accounts.verification.create",
                      "accounts.verification.update", "accounts.sessions.destroy"}  # fmt: skip


def init_app(app: Flask) -> None:
    login.user_loader(user_of_session)
    login.unauthorized_handler(send_to_sign_in)
    app.before_request(keep_unverified_out)
    app.context_processor(current_agency)


def user_of_session(token: str) -> User | None:
    """The user whose session this is; enters the agency for the rest of the request."""
    query = (
        select(User)
        .join(UserSession, UserSession.user_id == User.id)
        .join(User.agency)
        .options(contains_eager(User.agency))
        .where(
            UserSession.token_hash == digest(token),
            UserSession.expires_at > clock.now(),
            User.deactivated_at.is_(None),
        )
    )
    user = db.session.scalar(query)
    if user:
        user.session_token = token
        tenancy.enter(user.agency_id)
    return user


def send_to_sign_in() -> Response:
    """Back to the page first asked for after signing in; htmx is sent to the page it is on."""
    wanted = web.here() if web.is_htmx() else request.full_path.rstrip("?")
    if request.method != "GET" and not web.is_htmx():
        wanted = web.here()
    return web.redirect_to(url_for("accounts.sessions.new", next=wanted))


def keep_unverified_out() -> Response | None:
    if request.endpoint is None or request.endpoint in OPEN_TO_UNVERIFIED:
        return None
    view_is_public = getattr(_view(), "is_public", False)
    if view_is_public or not current_user.is_authenticated or current_user.is_verified:
        return None
    return redirect(url_for("accounts.verification.show"), 303)  # type: ignore[return-value]


def _view():
    from flask import current_app

    return current_app.view_functions.get(request.endpoint)


def current_agency() -> dict[str, Agency | None]:
    """Templates of jobs have no visitor at all."""
    is_signed_in = bool(current_user) and current_user.is_authenticated
    return {"current_agency": current_user.agency if is_signed_in else None}
