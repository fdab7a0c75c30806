"""Own name, time zone and theme."""

from flask import Blueprint, Response, url_for
from flask_login import current_user

from app.blueprints.accounts import cards
from app.blueprints.accounts.forms import PasswordChangeForm, ProfileForm
from app.core import web

bp = Blueprint("profiles", __name__, url_prefix="/profile")


def page(form: ProfileForm, password_form: PasswordChangeForm, status: int = 200) -> Response:
    context = {"form": form, "password_form": password_form, "cards": cards.of(current_user)}
    return web.page("accounts/profiles/edit.html", status=status, **context)


@bp.get("")
def edit():
    form = ProfileForm(formdata=None, obj=current_user)
    password_form = PasswordChangeForm(current_user, formdata=None)
    return page(form, password_form)


@bp.post("")
@bp.patch("")
def update():
    form = ProfileForm()
    if not form.validate():
        password_form = PasswordChangeForm(current_user, formdata=None)
        return page(form, password_form, status=422)
    current_user.change(form.values())
    return web.redirect_to(url_for(".edit"), message="Profile saved")
