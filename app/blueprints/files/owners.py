"""What files can belong to. The domain that has the records says so when it is registered:

    owners.offer(Company, "company_id", url=company_files_url, timeline=lambda company: company)

`column` is the column of `File` that points to the record, `url` the page on which its files are
shown, `timeline` the record on whose timeline they appear, and `guard` raises what refuses a change
of the record's files just now (a closed ticket, say).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.blueprints.files.models import File
from app.core import tenancy
from app.core.tenancy import RecordNotFound


@dataclass(frozen=True)
class Owner:
    model: type[Any]
    column: str
    url: Callable[[Any], str]
    timeline: Callable[[Any], Any]
    guard: Callable[[Any], None]


_owners: dict[str, Owner] = {}


def offer(
    model: type[Any],
    column: str,
    *,
    url: Callable[[Any], str],
    timeline: Callable[[Any], Any],
    guard: Callable[[Any], None] = lambda record: None,
) -> None:
    _owners[column] = Owner(model, column, url, timeline, guard)


def owner_for(record: Any) -> Owner:
    return next(owner for owner in _owners.values() if isinstance(record, owner.model))


def record_of(file: File) -> Any:
    """The record that the file belongs to; RecordNotFound when that was deleted."""
    for column, owner in _owners.items():
        if getattr(file, column) is not None:
            return tenancy.find(owner.model, getattr(file, column))
    raise RecordNotFound(File.__name__)


def address_of(file: File) -> str:
    """The page that shows the file among those of its record."""
    record = record_of(file)
    return owner_for(record).url(record)
