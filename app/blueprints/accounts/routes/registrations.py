"""An agency registers."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.accounts import actions, limits, queries, visitor
from app.blueprints.accounts.forms import TAKEN, RegistrationForm
from app.core import web
from app.core.access import public

bp = Blueprint("registrations", __name__, url_prefix="/register")
NEW = "accounts/registrations/new.html"


@bp.get("")
@public
def new():
    if current_user.is_authenticated:
        return web.redirect_to("/dashboard")
    return web.page(NEW, form=RegistrationForm())


@bp.post("")
@public
def create():
    form = RegistrationForm()
    key = visitor.registration_key(form.submission.data)
    if not _is_repeated(key) and not _registers(form, key):
        return web.page(NEW, form=form, status=429 if form.form_errors else 422)
    return web.redirect_to(url_for("accounts.verification.show"))


def _is_repeated(key: str) -> bool:
    """The same form once more: a double click, a reload."""
    before = queries.link(key, "registration")
    if before:
        visitor.wait_for(before.email, key)
    return before is not None


def _registers(form: RegistrationForm, key: str) -> bool:
    """False with the reasons on the form. Nobody is told that their own agency is taken: neither
    after going back, nor when a second submit overtook the first."""
    if not form.validate():
        return form.errors.keys() <= TAKEN.keys() and visitor.has_registered(form.name.data)
    if not limits.may_register():
        form.form_errors = ["Too many registrations from your network. Try again in an hour."]
        return False
    try:
        actions.start_trial(form.agency_and_user(), key)
    except actions.Taken as taken:
        if _is_repeated(key):
            return True
        form[taken.field].errors = [TAKEN[taken.field]]
        return False
    visitor.wait_for(form.email.data, key)
    return True
