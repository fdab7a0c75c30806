"""What a section said before; taking an older text back."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.blueprints.crm.companies.queries import find_client
from app.blueprints.crm.notes import queries
from app.blueprints.crm.notes.routes import screens
from app.blueprints.crm.notes.routes.sections import ONE
from app.core import web
from app.core.access import allow
from app.core.forms import to_id

bp = Blueprint("revisions", __name__, url_prefix=f"{ONE}/history")


@bp.get("")
def index(company_id: int, key: str):
    company = find_client(company_id)
    notes = queries.written_notes(company)
    saves, older = queries.history(notes, key, to_id(request.args.get("before")))
    return screens.history(company, key, saves=saves, older=older)


@bp.post("/<id:revision_id>")
@allow("notes.edit")
def update(company_id: int, key: str, revision_id: int):
    """The section says again what it said then; what it says now stays in the history."""
    company = find_client(company_id, lock=True)
    notes = queries.written_notes(company)
    revision = queries.revision_of(notes, key, revision_id)
    notes.write(key, revision.words, by=current_user)
    to = url_for("notes.revisions.index", company_id=company.id, key=key)
    return web.redirect_to(to, message="The older text is back")
