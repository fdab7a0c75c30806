"""Check your inbox: the address must be verified before anything else. For who has just registered
in this browser, and for who signed in without having verified."""

from flask import Blueprint, url_for

from app.blueprints.accounts import actions, limits, visitor
from app.blueprints.accounts.forms import AddressForm
from app.core import web
from app.core.access import public

bp = Blueprint("verification", __name__, url_prefix="/verify")
SHOW = "accounts/verification/show.html"
TOO_OFTEN = "We have mailed several times already. Wait ten minutes, then try again."


@bp.get("")
@public
def show():
    waiting = visitor.waiting()
    if waiting is None:
        return web.redirect_to(url_for("accounts.sessions.new"))
    return web.page(SHOW, email=waiting.email, form=AddressForm(formdata=None))


@bp.post("")
@public
def create():
    waiting = visitor.waiting()
    if waiting is None:
        return web.redirect_to(url_for("accounts.sessions.new"))
    if not limits.may_mail(waiting.email):
        form = AddressForm(formdata=None)
        return web.page(SHOW, email=waiting.email, form=form, problem=TOO_OFTEN, status=429)
    actions.mail_again(waiting.email)
    return web.redirect_to(url_for(".show"), message=f"Mailed again to {waiting.email}")
