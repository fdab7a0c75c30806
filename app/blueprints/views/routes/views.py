"""Renaming, sharing and deleting a view: its owner, and admins."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.blueprints.views import queries
from app.blueprints.views.forms import ViewForm
from app.core import web
from app.core.access import require

bp = Blueprint("views", __name__, url_prefix="/<id:view_id>")
FORM, PAGE = "views/_form.html", "views/page.html"


@bp.get("/edit")
def edit(view_id: int):
    view = queries.find_view(current_user, view_id)
    require("view.edit", view)
    offer = queries.offer_of(view.list_key)
    return web.fragment(FORM, inside=PAGE, offer=offer, view=view, form=ViewForm(offer, view))


@bp.post("")
@bp.patch("")
def update(view_id: int):
    view = queries.find_view(current_user, view_id)
    require("view.edit", view)
    form = ViewForm(queries.offer_of(view.list_key), view)
    if not form.validate():
        return web.invalid(FORM, inside=PAGE, offer=form.offer, view=view, form=form)
    form.populate_obj(view)
    return web.redirect_to(_list(view), message="View saved")


@bp.delete("")
@bp.post("/deletion")
def destroy(view_id: int):
    view = queries.find_view(current_user, view_id)
    require("view.edit", view)
    view.delete()
    undo_url = url_for("views.restorations.create", view_id=view.id)
    return web.redirect_to(_list(view), message=f"View “{view.name}” deleted", undo_url=undo_url)


def _list(view) -> str:
    return url_for("views.lists.index", key=view.list_key)
