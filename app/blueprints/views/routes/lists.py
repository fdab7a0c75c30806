"""The views of one list, and saving what it shows as a new one."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.views import actions, queries
from app.blueprints.views.forms import NewViewForm
from app.core import web
from app.core.submissions import once

bp = Blueprint("lists", __name__, url_prefix="/<any(companies, contacts, tickets):key>")
FORM, PAGE = "views/_form.html", "views/page.html"


@bp.get("")
def index(key: str):
    views = queries.views_of(key, current_user)
    return web.page("views/index.html", offer=queries.offer_of(key), views=views)


@bp.get("/new")
def new(key: str):
    offer = queries.offer_of(key)
    form = NewViewForm(offer)
    form.query.data = request.args.get("query", "")
    return web.fragment(FORM, inside=PAGE, offer=offer, form=form)


@bp.post("")
@once
def create(key: str):
    offer = queries.offer_of(key)
    form = NewViewForm(offer)
    if not form.validate():
        return web.invalid(FORM, inside=PAGE, offer=offer, form=form)
    view = actions.save_view(offer, form.values(), by=current_user)
    return web.redirect_to(f"{offer.path}?{view.address}", message=f"View “{view.name}” saved")
