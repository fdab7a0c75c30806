"""Correcting a mistyped address before it is verified."""

from contextlib import suppress

from flask import Blueprint, url_for

from app.blueprints.accounts import actions, limits, visitor
from app.blueprints.accounts.forms import AddressForm
from app.blueprints.accounts.routes.verification import SHOW, TOO_OFTEN
from app.core import web
from app.core.access import public

bp = Blueprint("addresses", __name__, url_prefix="/verify/address")


@bp.post("")
@bp.patch("")
@public
def update():
    waiting, form = visitor.waiting(), AddressForm()
    if waiting is None:
        return web.redirect_to(url_for("accounts.sessions.new"))
    status = _status(waiting, form)
    if status >= 400:
        problem = TOO_OFTEN if status == 429 else None
        return web.page(SHOW, email=waiting.email, form=form, problem=problem, status=status)
    visitor.wait_for(form.email.data)
    to = url_for("accounts.verification.show")
    return web.redirect_to(to, message=f"Mailed to {form.email.data}")


def _status(waiting: visitor.Waiting, form: AddressForm) -> int:
    """What became of it. An address that is taken is told by mail, not on the screen."""
    if not form.validate():
        return 422
    if not limits.may_mail(form.email.data):
        return 429
    with suppress(actions.Taken):
        actions.correct_address(waiting.user, form.email.data)
    actions.mail_again(form.email.data)
    return 303
