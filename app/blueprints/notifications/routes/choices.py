"""How one is told of each kind."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.notifications import actions, queries
from app.blueprints.notifications.forms import choices_form
from app.blueprints.notifications.kinds import kinds
from app.core import web

bp = Blueprint("choices", __name__, url_prefix="/choices")
EDIT = "notifications/choices.html"


@bp.get("")
def edit():
    form = choices_form(queries.deliveries_of(current_user))
    return web.page(EDIT, form=form, kinds=kinds())


@bp.post("")
@bp.patch("")
def update():
    form = choices_form()
    if not form.validate():
        return web.page(EDIT, form=form, kinds=kinds(), status=422)
    actions.choose(current_user, {kind.key: form[kind.key].data for kind in kinds()})
    return web.redirect_to(url_for(".edit"), message="Choices saved")
