"""The views of a list as the menu above it shows them, loaded when it is opened."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints.views import queries
from app.core import web

bp = Blueprint("menus", __name__, url_prefix="/<any(companies, contacts, tickets):key>/menu")


@bp.get("")
def show(key: str):
    views = queries.menu(key, request.args.get("query", ""), current_user)
    return web.fragment("views/_choices.html", inside="views/page.html", views=views)
