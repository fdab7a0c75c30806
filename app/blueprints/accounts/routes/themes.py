"""Light, dark or as the system: from the menu on every page."""

from flask import Blueprint, abort
from flask_login import current_user

from app.blueprints.accounts.forms import ThemeForm
from app.core import web

bp = Blueprint("themes", __name__, url_prefix="/profile/theme")


@bp.post("")
@bp.patch("")
def update():
    form = ThemeForm()
    if not form.validate():
        abort(400, "There is no such theme.")
    current_user.theme = form.theme.data
    return web.nothing() if web.is_htmx() else web.redirect_to(web.here())
