"""The link in the verification mail. Its GET changes nothing, since mail scanners follow links: the
page has one button. It verifies without a session and does not sign in, as a mail can be forwarded."""

from flask import Blueprint, session, url_for
from flask_login import current_user

from app.blueprints.accounts import actions, queries
from app.core import web
from app.core.access import public

bp = Blueprint("confirmations", __name__, url_prefix="/verify/<token>")
GONE = "accounts/confirmations/gone.html"


@bp.get("")
@public
def show(token: str):
    link = queries.link(token, "verify")
    if link is None:
        return web.page(GONE, status=410)
    return web.page("accounts/confirmations/show.html", link=link, token=token)


@bp.post("")
@public
def create(token: str):
    link = queries.link(token, "verify")
    if link is None:
        return web.page(GONE, status=410)
    actions.verify(link)
    session.pop("registration", None)
    if current_user == link.user:
        return web.redirect_to("/dashboard", message="E-mail address confirmed")
    to = url_for("accounts.sessions.new")
    return web.redirect_to(to, message="E-mail address confirmed. Sign in to start.")
