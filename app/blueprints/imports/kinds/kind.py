"""What the import needs to know about one kind of record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.blueprints.imports.fields import Field, Values
from app.blueprints.imports.models import Import
from app.core.db import AgencyModel

Keys = list[tuple[str, str]]


@dataclass
class Update:
    """A batch of records that an import updates: as they will be, what changed in each, {field:
    [before, after]}, and what they were before."""

    imported: Import
    at: datetime
    records: dict[int, Values]
    changed: dict[int, dict[str, list[Any]]] = field(default_factory=dict)
    before: dict[int, Values] = field(default_factory=dict)

    def change(self, record_id: int, values: Values) -> None:
        record = self.records[record_id]
        for name, value in values.items():
            former = self.before.setdefault(record_id, {}).setdefault(name, record[name])
            self.changed.setdefault(record_id, {})[name] = [former, value]
        record.update(values)


@dataclass(frozen=True)
class Kind:
    """`lacks` says which column is missing among the chosen ones, `problem` why a row cannot come
    in. `finish` makes the values of a record of those that were read; `complete` adds what the file
    does not say; `missing` names what a record should have but need not. `keys` are what duplicates
    are known by, the surest first: ("name", "acme"). `columns` are what a row may change in a
    record that is there, except that those in `stays` are only ever filled. `added`, `updated` and
    `restored` (by an undo) are told of each batch."""

    key: str
    one: str
    many: str
    endpoint: str
    model: type[AgencyModel]
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    key_columns: tuple[str, ...]
    keys: Callable[[Mapping[str, Any]], Keys]
    title: Callable[[Mapping[str, Any]], str]
    problem: Callable[[Values], str | None]
    lacks: Callable[[set[str]], str | None]
    complete: Callable[[Values, Import], Values]
    missing: Callable[[Values], list[str]]
    stays: frozenset[str] = frozenset()
    finish: Callable[[Values], Values] = lambda values: values
    can_double: bool = True
    needs_company: bool = False
    known_by: str = ""
    added: Callable[[list[int], list[Values]], None] = lambda ids, rows: None
    updated: Callable[["Update"], None] = lambda update: None
    restored: Callable[[list[int], datetime], None] = lambda ids, stamped_at: None

    def field(self, key: str) -> Field:
        return next(one for one in self.fields if one.key == key)

    def label(self, column: str) -> str:
        found = (f.label for f in self.fields if column == f.key or column in f.spreads)
        return next(found, column.replace("_", " ").capitalize())
