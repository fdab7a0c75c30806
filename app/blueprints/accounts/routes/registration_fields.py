"""One field of the registration form, checked as it is left."""

from flask import Blueprint, abort

from app.blueprints.accounts import limits
from app.blueprints.accounts.forms import RegistrationForm
from app.core import web
from app.core.access import public

bp = Blueprint("registration_fields", __name__, url_prefix="/register/fields")
FIELD = "accounts/registrations/_field.html"


@bp.post("/<name>")
@public
def create(name: str):
    form = RegistrationForm()
    if name not in form.values():
        abort(404)
    if not limits.may_check():
        abort(429)
    f = form.check(name)
    return web.fragment(FIELD, inside="accounts/registrations/new.html", form=form, f=f)
