"""Changing one's own password."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.accounts import actions, limits
from app.blueprints.accounts.forms import PasswordChangeForm, ProfileForm
from app.blueprints.accounts.routes import profiles
from app.core import web

bp = Blueprint("own_passwords", __name__, url_prefix="/profile/password")


@bp.post("")
@bp.patch("")
def update():
    password_form = PasswordChangeForm(current_user)
    if not _is_accepted(password_form):
        form = ProfileForm(formdata=None, obj=current_user)
        status = 429 if password_form.form_errors else 422
        return profiles.page(form, password_form, status)
    keep = current_user.session_token
    actions.change_password(current_user, password_form.password.data, keep=keep)
    message = "Password changed; every other session was signed out"
    return web.redirect_to(url_for("accounts.profiles.edit"), message=message)


def _is_accepted(form: PasswordChangeForm) -> bool:
    """Somebody at an open screen may not guess the old password for ever."""
    key = str(current_user.id)
    if not form.validate():
        return False
    if not limits.PASSWORD_CHECKS.has_room(key):
        form.form_errors = ["Too many tries. Wait five minutes, then try again."]
        return False
    if not current_user.has_password(form.old_password.data):
        limits.PASSWORD_CHECKS.count(key)
        form.old_password.errors = ["This is not your present password"]
        return False
    return True
