"""A client's notes, who wrote what, and who they are about."""

from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy import ScalarSelect, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.notes.models import ClientNotes, NoteRevision
from app.blueprints.crm.notes.sections import SECTIONS
from app.core import tenancy
from app.core.db import db
from app.core.diff import Part, word_diff
from app.core.errors import Conflict
from app.core.tenancy import RecordNotFound

SHOWN = 20


@dataclass(frozen=True)
class Saved:
    """A revision, and what it changed of the one before."""

    revision: NoteRevision
    changes: list[Part]


def note_count(company: Company) -> ScalarSelect[int]:
    """How many sections say something."""
    filled = func.num_nonnulls(*(getattr(ClientNotes, key) for key in SECTIONS))
    own = select(func.coalesce(func.sum(filled), 0)).where(
        ClientNotes.agency_id == tenancy.agency_id(),
        ClientNotes.company_id == company.id,
    )
    return own.scalar_subquery()


def notes_of(company: Company) -> ClientNotes | None:
    return db.session.scalar(
        tenancy.scoped(ClientNotes).where(ClientNotes.company_id == company.id)
    )


def written_notes(company: Company) -> ClientNotes:
    notes = notes_of(company)
    if notes is None:
        raise RecordNotFound("ClientNotes")
    return notes


def require_no_others(notes: ClientNotes) -> None:
    """Notes in the bin cannot come back while somebody has begun new ones."""
    query = tenancy.scoped(ClientNotes).where(
        ClientNotes.company_id == notes.company_id, ClientNotes.deletion_id.is_(None)
    )
    if db.session.scalar(query):
        raise Conflict(f"{notes.company.name} has new client notes now. Delete those first.")


def written(company: Company) -> tuple[ClientNotes | None, dict[str, NoteRevision]]:
    """The notes, and section → its last revision, which says who wrote it and when."""
    query = (
        tenancy.scoped(ClientNotes)
        .add_columns(NoteRevision)
        .outerjoin(NoteRevision, NoteRevision.notes_id == ClientNotes.id)
        .where(ClientNotes.company_id == company.id)
        .ext(distinct_on(NoteRevision.section))
        .order_by(NoteRevision.section, NoteRevision.id.desc())
    )
    rows = db.session.execute(query).all()
    revisions = {revision.section: revision for _, revision in rows if revision}
    return (rows[0][0] if rows else None), revisions


def last_revision(notes: ClientNotes, section: str) -> NoteRevision | None:
    return db.session.scalar(_of_section(notes, section).limit(1))


def history(
    notes: ClientNotes, section: str, before: int | None = None
) -> tuple[list[Saved], int | None]:
    """Twenty saves, newest first, and where the older ones begin."""
    query = _of_section(notes, section)
    if before:
        query = query.where(NoteRevision.id < before)
    found = list(db.session.scalars(query.limit(SHOWN + 1)))
    former = [revision.words for revision in found[1:]]
    saves = [
        Saved(revision, word_diff(words, revision.words))
        for revision, words in zip_longest(found, former)
    ]
    return saves[:SHOWN], found[SHOWN - 1].id if len(found) > SHOWN else None


def revision_of(notes: ClientNotes, section: str, revision_id: int) -> NoteRevision:
    revision = tenancy.find(NoteRevision, revision_id)
    if (revision.notes_id, revision.section) != (notes.id, section):
        raise RecordNotFound("NoteRevision")
    return revision


def people_of(company: Company) -> tuple[list[Contact], list[Contact]]:
    """Those who book, and the travellers who are VIPs."""
    query = (
        tenancy.scoped(Contact)
        .where(Contact.company_id == company.id, or_(Contact.is_booker, Contact.is_vip))
        .order_by(func.lower(Contact.last_name), func.lower(Contact.first_name), Contact.id)
    )
    found = list(db.session.scalars(query))
    return [c for c in found if c.is_booker], [c for c in found if c.is_vip]


def _of_section(notes: ClientNotes, section: str):
    own = tenancy.scoped(NoteRevision).where(
        NoteRevision.notes_id == notes.id, NoteRevision.section == section
    )
    return own.order_by(NoteRevision.id.desc())
