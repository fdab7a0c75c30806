"""The client sheet on screen and on paper."""

from flask import Blueprint

from app.blueprints.crm.companies.queries import find_client
from app.blueprints.exports.documents.sheet import sections_of
from app.core import web

bp = Blueprint("sheets", __name__, url_prefix="/companies/<id:company_id>/sheet")


@bp.get("")
def show(company_id: int):
    company = find_client(company_id)
    sections = sections_of(company)
    return web.page("exports/sheets/show.html", company=company, **sections)
