"""Which keys do what, and whether single letters do anything for the visitor."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.accounts.choices import SHORTCUTS
from app.core import web

bp = Blueprint("shortcuts", __name__, url_prefix="/profile/shortcuts")
DIALOG, PAGE = "accounts/shortcuts/_dialog.html", "accounts/shortcuts/show.html"


@bp.get("")
def show():
    return web.fragment(DIALOG, inside=PAGE, shortcut_groups=SHORTCUTS)


@bp.post("")
@bp.patch("")
def update():
    current_user.has_shortcuts = bool(request.form.get("has_shortcuts"))
    state = "on" if current_user.has_shortcuts else "off"
    return web.redirect_to(web.here(), message=f"Single keys are {state}")
