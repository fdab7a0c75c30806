"""Own name, time zone and theme."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.accounts.forms import PasswordChangeForm, ProfileForm
from app.core import web

bp = Blueprint("profiles", __name__, url_prefix="/profile")
EDIT = "accounts/profiles/edit.html"


@bp.get("")
def edit():
    form = ProfileForm(formdata=None, obj=current_user)
    password_form = PasswordChangeForm(current_user, formdata=None)
    return web.page(EDIT, form=form, password_form=password_form)


@bp.post("")
@bp.patch("")
def update():
    form = ProfileForm()
    if not form.validate():
        password_form = PasswordChangeForm(current_user, formdata=None)
        return web.page(EDIT, form=form, password_form=password_form, status=422)
    current_user.change(form.values())
    return web.redirect_to(url_for(".edit"), message="Profile saved")
