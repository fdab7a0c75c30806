"""Who is visiting: the signed-in user of the request, found once, and with them the agency; or who
registered in this browser and has not verified the address yet."""

import secrets
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, request, session, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager

from app.blueprints.accounts import queries
from app.blueprints.accounts.models import MailedLink, User, UserSession, digest
from app.core import clock, tenancy, web
from app.core.db import db
from app.extensions import login

SHORTEST_KEY, LONGEST_KEY = 16, 64


@dataclass(frozen=True)
class Waiting:
    """Somebody whose address is not verified. Without `user` the address had an account before."""

    email: str
    user: User | None


USER_OF_SESSION = (
    select(User, tenancy.telling(User.agency_id))
    .join(UserSession, UserSession.user_id == User.id)
    .join(User.agency)
    .options(contains_eager(User.agency))
    .where(
        UserSession.token_hash == bindparam("token_hash"),
        UserSession.expires_at > bindparam("now"),
        User.deactivated_at.is_(None),
    )
)


def init_app(app: Flask) -> None:
    login.user_loader(user_of_session)
    login.unauthorized_handler(send_to_sign_in)
    app.before_request(keep_unverified_out)
    app.context_processor(about_visitor)


def user_of_session(token: str) -> User | None:
    """The user whose session this is; enters the agency for the rest of the request."""
    user = db.session.scalar(USER_OF_SESSION, {"token_hash": digest(token), "now": clock.now()})
    if user:
        user.session_token = token
        g.visitor_mark = (user.id, user.name, user.role, user.theme, user.agency.name)
        if request.method == "GET":
            g.people_mark = user.agency.people_mark
        tenancy.enter(user.agency_id, is_told=True)
    return user


def send_to_sign_in() -> Response:
    """Back to the page first asked for after signing in; htmx is sent to the page it is on."""
    wanted = web.here() if web.is_htmx() else request.full_path.rstrip("?")
    if request.method != "GET" and not web.is_htmx():
        wanted = web.here()
    return web.redirect_to(url_for("accounts.sessions.new", next=wanted))


def keep_unverified_out() -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or getattr(view, "is_public", False):
        return None
    if not current_user.is_authenticated or current_user.is_verified:
        return None
    return web.redirect_to(url_for("accounts.verification.show"))


def registration_key(submission: str | None) -> str:
    """The form's own token, so that a repeated submit is known again; otherwise a random one."""
    given = submission or ""
    is_good = SHORTEST_KEY <= len(given) <= LONGEST_KEY
    if is_good and not queries.is_spent(given, "registration"):
        return given
    return secrets.token_urlsafe(32)


def wait_for(email: str, key: str | None = None) -> None:
    """Lets this browser see the page for the address, mail again and correct it."""
    known = session.get("registration", {})
    session["registration"] = {"email": email, "key": key or known.get("key", "")}


def has_registered(agency_name: str | None) -> bool:
    """Whether this browser registered that agency and has still to verify the address."""
    link, wanted = _registration(), (agency_name or "").casefold()
    return link is not None and link.user.agency.name.casefold() == wanted


def waiting() -> Waiting | None:
    if current_user.is_authenticated:
        is_open = not current_user.is_verified
        return Waiting(current_user.email, current_user) if is_open else None
    if "registration" not in session:
        return None
    link = _registration()
    email = link.email if link else session["registration"]["email"]
    return Waiting(email, link.user if link else None)


def _registration() -> MailedLink | None:
    known = session.get("registration")
    return queries.link(known["key"], "registration") if known else None


def about_visitor() -> dict[str, Any]:
    """What every page shows of its visitor. Templates of jobs have no visitor at all."""
    if not current_user or not current_user.is_authenticated:
        return {"current_agency": None}
    return {
        "current_agency": current_user.agency,
        "profile_url": url_for("accounts.profiles.edit"),
        "theme_url": url_for("accounts.themes.update"),
    }
