"""Somebody's documents."""

from sqlalchemy import select

from app.blueprints.accounts.models import User
from app.blueprints.exports.models import QUEUED, RUNNING, Export, ExportFile
from app.core import clock, tenancy
from app.core.db import db
from app.core.tenancy import RecordNotFound

SHOWN = 100


def exports_of(user: User) -> list[Export]:
    """Newest first; what has expired is about to be deleted and not shown."""
    query = tenancy.scoped(Export).where(Export.user_id == user.id, Export.expires_at > clock.now())
    return list(db.session.scalars(query.order_by(Export.id.desc()).limit(SHOWN)))


def export_of(user: User, export_id: int) -> Export:
    """One of the user's own; a colleague's is as unknown as another agency's."""
    export = tenancy.find(Export, export_id)
    if export.user_id != user.id or export.expires_at <= clock.now():
        raise RecordNotFound("Export")
    return export


def under_way(kind: str, subject_id: int | None, query: str | None, user: User) -> Export | None:
    wanted = tenancy.scoped(Export).where(
        Export.user_id == user.id,
        Export.kind == kind,
        Export.subject_id.is_not_distinct_from(subject_id),
        Export.query.is_not_distinct_from(query),
        Export.state.in_((QUEUED, RUNNING)),
    )
    return db.session.scalar(wanted.limit(1))


def file_of(export: Export) -> ExportFile:
    query = select(ExportFile).where(
        ExportFile.agency_id == export.agency_id, ExportFile.export_id == export.id
    )
    file = db.session.scalar(query)
    if file is None:
        raise RecordNotFound("ExportFile")
    return file
