"""Asking for a document, making it, trying again, throwing it away."""

import re
import unicodedata

from sqlalchemy import delete

from app.blueprints.accounts.models import User
from app.blueprints.exports import queries
from app.blueprints.exports.documents import DOCUMENTS
from app.blueprints.exports.making import content_of
from app.blueprints.exports.models import Export, ExportFile
from app.core.db import db
from app.core.events import record
from app.core.requests import commit
from app.outbox import cancel, post

MEDIA_TYPES = {
    "PDF": "application/pdf",
    "CSV": "text/csv; charset=utf-8",
    "ZIP": "application/zip",
}


def request_export(
    kind: str, subject_id: int | None = None, query: str | None = None, *, by: User
) -> Export:
    """Queues a document, or returns the same one that is under way already (a double click).
    Raises RecordNotFound when the agency has no such record."""
    title, subject_id, query = DOCUMENTS[kind].about(subject_id, query)
    under_way = queries.under_way(kind, subject_id, query, by)
    if under_way:
        return under_way
    export = Export(kind=kind, subject_id=subject_id, query=query, user_id=by.id, title=title[:400])
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
    """What is done so far is committed for the panel."""
    export.start()
    commit()
    _keep(export, content_of(export))
    export.finish()


def _keep(export: Export, content: bytes) -> None:
    db.session.execute(delete(ExportFile).where(ExportFile.export_id == export.id))
    name = f"{file_name(export.title)}.{export.format.lower()}"
    media_type = MEDIA_TYPES[export.format]
    file = ExportFile(export_id=export.id, name=name, media_type=media_type, content=content)
    db.session.add(file)


def file_name(title: str) -> str:
    """A plain name for the download: letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:80] or "document"


def _post(export: Export) -> None:
    db.session.flush()
    post("export.make", {"export_id": export.id}, dedupe_key=_key(export))


def _key(export: Export) -> str:
    return f"export:{export.id}:{export.attempt}"
