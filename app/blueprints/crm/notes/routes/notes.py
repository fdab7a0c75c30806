"""The tab of client notes."""

from flask import Blueprint

from app.blueprints.crm.companies.queries import find_client
from app.blueprints.crm.notes.routes import screens

bp = Blueprint("notes", __name__)


@bp.get("")
def index(company_id: int):
    return screens.tab(find_client(company_id))
