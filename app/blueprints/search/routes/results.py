"""All that is found, on a page: the best of every kind, or one kind page by page."""

from flask import Blueprint, request

from app.blueprints.search import queries
from app.blueprints.search.kinds import KINDS
from app.core import web
from app.core.lists import page_number

bp = Blueprint("results", __name__)


@bp.get("")
def index():
    text, kind = request.args.get("q", ""), KINDS.get(request.args.get("kind", ""))
    number = page_number(request.args)
    found = queries.page_of(text, kind, number) if kind else queries.first_of_each(text)
    part = "search/_results.html"
    return web.page("search/index.html", part=part, found=found, kind=kind, number=number)
