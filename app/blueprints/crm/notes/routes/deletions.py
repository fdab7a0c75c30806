"""Deleting all client notes of a company, after typing its name."""

from flask import Blueprint, request
from flask_login import current_user

from app.blueprints import bin
from app.blueprints.crm.companies.queries import find_client
from app.blueprints.crm.notes import queries
from app.blueprints.crm.notes.routes import screens
from app.core import web
from app.core.access import allow

bp = Blueprint("deletions", __name__, url_prefix="/deletion")
DIALOG, PAGE = "crm/notes/_deletion.html", "crm/notes/deletion.html"


@bp.get("")
@allow("notes.delete")
def new(company_id: int):
    company = find_client(company_id)
    queries.written_notes(company)
    return web.fragment(DIALOG, inside=PAGE, company=company)


@bp.post("")
@allow("notes.delete")
def create(company_id: int):
    company = find_client(company_id, lock=True)
    notes = queries.written_notes(company)
    if request.form.get("confirm", "").split() != company.name.split():
        return web.invalid(DIALOG, inside=PAGE, company=company, is_wrong=True)
    bin.put(notes, by=current_user, within=company)
    return screens.deleted(company)
