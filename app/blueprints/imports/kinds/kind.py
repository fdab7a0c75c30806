"""What the import needs to know about one kind of record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.blueprints.imports.fields import Field, Values
from app.blueprints.imports.models import Import


@dataclass(frozen=True)
class Kind:
    """`name` is the field that no row may lack and by which duplicates are known. `present` says
    which of these names the agency has already, ignoring case; `complete` adds what the file does
    not say; `missing` names what a row should have but need not; `add` inserts rows."""

    key: str
    one: str
    many: str
    endpoint: str
    fields: tuple[Field, ...]
    present: Callable[[Iterable[str]], set[str]]
    complete: Callable[[Values, Import], Values]
    missing: Callable[[Values], list[str]]
    add: Callable[[list[Values]], None]
    name: str = "name"

    def field(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)
