"""Signing in and out."""

from flask import Blueprint, request
from flask_login import current_user, logout_user

from app.blueprints.accounts import actions, limits
from app.blueprints.accounts.forms import SignInForm
from app.core import web
from app.core.access import public

bp = Blueprint("sessions", __name__)
NEW = "accounts/sessions/new.html"


@bp.get("/login")
@public
def new():
    if current_user.is_authenticated:
        return web.redirect_to(actions.safe_next(request.args.get("next")))
    return web.page(NEW, form=SignInForm(formdata=None))


@bp.post("/login")
@public
def create():
    form = SignInForm()
    if not _signs_in(form):
        return web.page(NEW, form=form, status=429 if form.form_errors else 422)
    return web.redirect_to(actions.safe_next(request.args.get("next")))


@bp.post("/logout")
@public
def destroy():
    if current_user.is_authenticated:
        actions.sign_out(current_user)
    logout_user()
    return web.redirect_to("/login", message="Signed out")


def _signs_in(form: SignInForm) -> bool:
    """False with the reason on the form, which does not tell whether the account exists."""
    if not form.validate():
        return False
    email = form.email.data
    if limits.is_locked(email):
        form.form_errors = ["Too many failed tries. Wait five minutes, or choose a new password."]
        return False
    if actions.sign_in(email, form.password.data, remember=form.remember.data) is None:
        form.password.errors = ["E-mail and password do not match"]
        return False
    return True
