"""The link in the reset mail: choose a new password, once, within an hour."""

from flask import Blueprint, url_for

from app.blueprints.accounts import actions, queries
from app.blueprints.accounts.forms import NewPasswordForm
from app.core import web
from app.core.access import public

bp = Blueprint("resets", __name__, url_prefix="/password/reset/<token>")
EDIT, GONE = "accounts/resets/edit.html", "accounts/resets/gone.html"


@bp.get("")
@public
def edit(token: str):
    link = queries.link(token, "reset")
    if link is None:
        return web.page(GONE, status=410)
    return web.page(EDIT, form=NewPasswordForm(link.user), link=link, token=token)


@bp.post("")
@public
def update(token: str):
    link = queries.link(token, "reset")
    if link is None:
        return web.page(GONE, status=410)
    form = NewPasswordForm(link.user)
    if not form.validate():
        return web.page(EDIT, form=form, link=link, token=token, status=422)
    actions.reset_password(link, form.password.data)
    to = url_for("accounts.sessions.new")
    return web.redirect_to(to, message="Password changed. Sign in with it.")
