"""Signing in and out."""

from flask import Blueprint, request
from flask_login import current_user, logout_user

from app.blueprints.accounts import actions
from app.blueprints.accounts.forms import SignInForm
from app.core import web
from app.core.access import public

bp = Blueprint("sessions", __name__)


@bp.get("/login")
@public
def new():
    if current_user.is_authenticated:
        return web.redirect_to(actions.safe_next(request.args.get("next")))
    return web.page("accounts/sessions/new.html", form=SignInForm())


@bp.post("/login")
@public
def create():
    form = SignInForm()
    user = actions.sign_in(form) if form.validate() else None
    if user is None:
        return web.page("accounts/sessions/new.html", form=form, status=422)
    return web.redirect_to(actions.safe_next(request.args.get("next")))


@bp.post("/logout")
@public
def destroy():
    if current_user.is_authenticated:
        actions.sign_out(current_user)
    logout_user()
    return web.redirect_to("/login", message="Signed out")
