"""Taking a deletion back."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.views import queries
from app.core import web
from app.core.access import require

bp = Blueprint("restorations", __name__, url_prefix="/<id:view_id>/restoration")


@bp.post("")
def create(view_id: int):
    view = queries.find_view(current_user, view_id, deleted=True)
    require("view.edit", view)
    view.restore()
    to = url_for("views.lists.index", key=view.list_key)
    return web.redirect_to(to, message=f"View “{view.name}” is back")
