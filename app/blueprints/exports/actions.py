"""Asking for a document, making it, trying again, throwing it away."""

import re
import unicodedata

from sqlalchemy import delete

from app.blueprints.accounts.models import User
from app.blueprints.agency.models import Agency
from app.blueprints.exports import queries
from app.blueprints.exports.documents import DOCUMENTS
from app.blueprints.exports.models import Export, ExportFile
from app.core import clock, context, pdf
from app.core.db import db
from app.core.events import record
from app.core.requests import commit
from app.outbox import cancel, post


def request_export(kind: str, subject_id: int | None, *, by: User) -> Export:
    """Queues a document, or returns the same one that is under way already (a double click).
    Raises RecordNotFound when the agency has no such record."""
    document = DOCUMENTS[kind]
    subject = document.find(subject_id)
    under_way = queries.under_way(kind, subject.id, by)
    if under_way:
        return under_way
    export = Export(
        kind=kind, subject_id=subject.id, user_id=by.id, title=document.title(subject)[:400]
    )
    db.session.add(export)
    record("export.requested", export, by=by, document=kind)
    _post(export)
    post("export.expire", {"export_id": export.id}, deliver_at=export.expires_at)
    return export


def retry(export: Export) -> None:
    if export.is_failed:
        export.queue_again()
        _post(export)


def discard(export: Export) -> None:
    """Takes the document away, also while it waits; a worker that is at it finds nothing to keep."""
    cancel(_key(export))
    db.session.delete(export)


def make(export: Export) -> None:
    """Lays the document out piece by piece. What is done so far is committed for the panel."""
    export.start()
    commit()
    document = DOCUMENTS[export.kind]
    pieces = list(document.pieces(document.find(export.subject_id)))
    made: list[bytes] = []
    with context.reading_as(export.user):
        for number, (template, values) in enumerate(pieces, start=1):
            first_page = sum(pdf.page_count(piece) for piece in made) + 1
            made.append(pdf.render(template, first_page=first_page, **_frame(export), **values))
            export.percent = round(95 * number / len(pieces))
            commit()
    _keep(export, pdf.join(made))
    export.finish()


def _keep(export: Export, content: bytes) -> None:
    db.session.execute(delete(ExportFile).where(ExportFile.export_id == export.id))
    name = f"{file_name(export.title)}.pdf"
    file = ExportFile(export_id=export.id, name=name, media_type="application/pdf", content=content)
    db.session.add(file)


def _frame(export: Export) -> dict[str, object]:
    """What the layout of every document needs."""
    return {
        "title": export.title,
        "agency": db.session.get_one(Agency, export.agency_id),
        "made_on": context.exact(clock.now()),
        "made_by": export.user.name,
    }


def file_name(title: str) -> str:
    """A plain name for the download: letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:80] or "document"


def _post(export: Export) -> None:
    db.session.flush()
    post("export.make", {"export_id": export.id}, dedupe_key=_key(export))


def _key(export: Export) -> str:
    return f"export:{export.id}:{export.attempt}"
