"""Writing a section."""

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.notes.models import ClientNotes
from app.blueprints.crm.notes.queries import notes_of
from app.core.db import db


def write_section(company: Company, section: str, words: str | None, *, by: User) -> ClientNotes:
    """The company is to be locked, as its first note makes the row of all of them."""
    notes = notes_of(company)
    if notes is None:
        notes = ClientNotes(company=company, company_id=company.id)
        db.session.add(notes)
        db.session.flush()
    notes.write(section, words, by=by)
    return notes
