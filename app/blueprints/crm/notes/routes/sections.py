"""A section: read, as a form, and saved, in place."""

from flask import Blueprint
from flask_login import current_user

from app.blueprints.crm.companies.queries import find_client
from app.blueprints.crm.notes import actions
from app.blueprints.crm.notes.forms import section_form
from app.blueprints.crm.notes.queries import notes_of
from app.blueprints.crm.notes.routes import screens
from app.blueprints.crm.notes.sections import SECTIONS
from app.core.access import allow

ONE = f"/<any({', '.join(SECTIONS)}):key>"
bp = Blueprint("sections", __name__, url_prefix=ONE)


@bp.get("")
def show(company_id: int, key: str):
    return screens.section(find_client(company_id), key)


@bp.get("/edit")
@allow("notes.edit")
def edit(company_id: int, key: str):
    company = find_client(company_id)
    return screens.section_form(company, key, section_form(key, notes_of(company)))


@bp.post("")
@bp.patch("")
@allow("notes.edit")
def update(company_id: int, key: str):
    company = find_client(company_id, lock=True)
    form = section_form(key, notes_of(company))
    if not form.validate() or form.is_stale:
        return screens.section_form(company, key, form, status=422)
    actions.write_section(company, key, form.words.data, by=current_user)
    return screens.saved(company, key)
