"""What can lie in the bin. The domain of a `Recoverable` model offers it:

    bin.offer(Company, "Company", icon="building-2", url=lambda company: f"/companies/{company.id}")

and deletes a record with `bin.put(company, by=user)`. What belongs to it (the table has a required
reference to it, or one that deletes in cascade) goes and comes back with it if it is `Recoverable`
too, and is in any case deleted with it in the end; `count_as` has it counted in what the user reads.

What others go on showing after it was deleted is not hidden: its domain deletes it in its own way, calls
`bin.listed(contact, by=user)` and offers, as `own`, how it is brought back and purged.
`when_back` names what a domain has to do once a record is there again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.core.db import AgencyModel


@dataclass(frozen=True)
class Own:
    """How a domain brings back, by a user, and purges what is `bin.listed` and not hidden."""

    restore: Callable[[Any, Any], None]
    purge: Callable[[Any], None]


@dataclass(frozen=True)
class Kind:
    model: type[AgencyModel]
    label: str
    icon: str
    url: Callable[[Any], str] | None
    guard: Callable[[Any], None]
    own: Own | None

    @property
    def option(self) -> tuple[str, str]:
        return self.model.__tablename__, self.label


KINDS: dict[str, Kind] = {}
COUNTED: dict[str, tuple[str, str]] = {}
WHEN_BACK: list[Callable[[AgencyModel], None]] = []


def offer(
    model: type[AgencyModel],
    label: str,
    *,
    icon: str = "trash-2",
    url: Callable[[Any], str] | None = None,
    guard: Callable[[Any], None] = lambda record: None,
    own: Own | None = None,
) -> None:
    """`url` is where the record is once it is back; `guard` raises what refuses that just now."""
    KINDS[model.__tablename__] = Kind(model, label, icon, url, guard, own)


def count_as(model: type[AgencyModel], singular: str, plural: str) -> None:
    """Said when something is deleted that these belong to: "12 contacts"."""
    COUNTED[model.__tablename__] = singular, plural


def when_back(call: Callable[[AgencyModel], None]) -> None:
    """Called with each record that was restored, whatever its kind."""
    if call not in WHEN_BACK:
        WHEN_BACK.append(call)
