"""What screens show of files."""

from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased, contains_eager

from app.blueprints import bin
from app.blueprints.accounts.models import User
from app.blueprints.files import owners
from app.blueprints.files.models import File
from app.core import tenancy
from app.core.db import db
from app.core.lists import Listing

LISTING = Listing(
    sorts={"name": func.lower(File.name), "size": File.size, "added": File.created_at},
    default="-added",
    filters={},
    tie_breaker=File.id,
)


def find_file(file_id: int, *, lock: bool = False) -> File:
    """The file, if the record that it belongs to is there as well."""
    file = tenancy.find(File, file_id, lock=lock)
    owners.record_of(file)
    return file


def find_file_in_bin(file_id: int) -> File:
    """Also one that was deleted, while the record that it belongs to is there."""
    with bin.opened():
        file = tenancy.find(File, file_id, lock=True)
    owners.record_of(file)
    return file


def file_rows(record: Any) -> Select[Any]:
    """(file with its user, name of an older file of the record with the same content)."""
    return (
        select(File, _twin_of(record).label("twin"))
        .join(User, User.id == File.user_id)
        .options(contains_eager(File.user))
        .where(*_of(record))
    )


def files_of(records: list[Any]) -> dict[int, list[File]]:
    """The files of several records of one kind, oldest first, by the id of the record."""
    if not records:
        return {}
    column = owners.owner_for(records[0]).column
    ids = [record.id for record in records]
    query = tenancy.scoped(File).where(getattr(File, column).in_(ids)).order_by(File.id)
    found: dict[int, list[File]] = {record_id: [] for record_id in ids}
    for file in db.session.scalars(query):
        found[getattr(file, column)].append(file)
    return found


def file_count(record: Any) -> ScalarSelect[int]:
    return select(func.count()).select_from(File).where(*_of(record)).scalar_subquery()


def twins_of(files: list[File], record: Any) -> list[str]:
    """Names of other files of the record that hold the same as one of these."""
    query = select(File.name).where(
        *_of(record),
        File.checksum.in_([file.checksum for file in files]),
        File.id.not_in([file.id for file in files]),
    )
    return list(db.session.scalars(query.order_by(File.id)))


def _of(record: Any) -> tuple[Any, ...]:
    column = owners.owner_for(record).column
    return (
        File.agency_id == tenancy.agency_id(),
        getattr(File, column) == record.id,
    )


def _twin_of(record: Any) -> ScalarSelect[str | None]:
    other = aliased(File)
    column = owners.owner_for(record).column
    return (
        select(other.name)
        .where(
            other.agency_id == tenancy.agency_id(),
            getattr(other, column) == record.id,
            other.checksum == File.checksum,
            other.id < File.id,
        )
        .order_by(other.id)
        .limit(1)
        .correlate(File)
        .scalar_subquery()
    )
