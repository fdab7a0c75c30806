from flask import url_for
from sqlalchemy import ARRAY, BigInteger, Text, case, cast, func, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.notes.models import ClientNotes, NoteRevision
from app.blueprints.crm.notes.sections import SECTIONS
from app.blueprints.search.kinds.kind import Kind
from app.core import tenancy

KEYS = list(SECTIONS)
PLACE = func.array_position(cast(KEYS, ARRAY(Text)), cast(NoteRevision.section, Text))

ROWS = (
    select(
        NoteRevision.id,
        case(SECTIONS, value=NoteRevision.section).label("title"),
        Company.name.label("detail"),
        NoteRevision.words.label("body"),
        cast(PLACE, BigInteger).label("at"),
        Company.id.label("within"),
    )
    .join(ClientNotes, ClientNotes.id == NoteRevision.notes_id)
    .join(Company, Company.id == ClientNotes.company_id)
    .where(NoteRevision.agency_id == tenancy.CURRENT_AGENCY)
)

KIND = Kind(
    key="note",
    label="Client notes",
    icon="file-text",
    table="note_revision",
    rows=ROWS,
    url=lambda row: url_for(
        "notes.notes.index", company_id=row.within, _anchor=f"note-{KEYS[row.at - 1]}"
    ),
)
