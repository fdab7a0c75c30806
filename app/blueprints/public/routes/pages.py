"""Terms and privacy."""

from flask import Blueprint

from app.core import web
from app.core.access import public

bp = Blueprint("pages", __name__)


@bp.get("/<any(terms, privacy):name>")
@public
def show(name: str):
    return web.page(f"public/{name}.html")
