"""Forgot password: asking for the mail. The answer is the same for an address without an account."""

from flask import Blueprint, url_for

from app.blueprints.accounts import actions, limits
from app.blueprints.accounts.forms import AddressForm
from app.core import web
from app.core.access import public

bp = Blueprint("reset_requests", __name__, url_prefix="/password/forgot")
NEW = "accounts/reset_requests/new.html"


@bp.get("")
@public
def new():
    return web.page(NEW, form=AddressForm(formdata=None))


@bp.post("")
@public
def create():
    form = AddressForm()
    if not form.validate():
        return web.page(NEW, form=form, status=422)
    if not limits.may_mail(form.email.data):
        form.form_errors = [
            "You have asked several times already. Wait ten minutes, then try again."
        ]
        return web.page(NEW, form=form, status=429)
    actions.ask_for_reset(form.email.data)
    return web.redirect_to(url_for(".show"))


@bp.get("/sent")
@public
def show():
    return web.page("accounts/reset_requests/show.html")
