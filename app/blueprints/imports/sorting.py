"""Which rows of a batch are new, which are there already, and which cannot come in."""

from dataclasses import dataclass, field

from app.blueprints.imports.employers import Employers
from app.blueprints.imports.fields import Values
from app.blueprints.imports.kinds.kind import Kind
from app.blueprints.imports.known import Known
from app.blueprints.imports.models import ADD, FILL, Import
from app.blueprints.imports.rows import Row, RowReader


@dataclass(frozen=True)
class Double:
    """A row whose record is there: `record_id`, or the negative number of an earlier row."""

    row: Row
    record_id: int
    by: str


@dataclass
class Sorted:
    fresh: list[Row] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)
    bad: list[Row] = field(default_factory=list)
    companies: int = 0


class Sorter:
    """`really` is False for a dry run, which adds nothing and wants to know every double."""

    def __init__(self, reader: RowReader, *, really: bool):
        self.kind, self.imported = reader.kind, reader.imported
        self.known = Known(self.kind.model, self.kind.key_columns, self.kind.keys)
        self.employers = Employers(self.imported, add=really) if self.kind.needs_company else None
        self.looks = not (really and self.imported.duplicates == ADD)

    def sort(self, batch: list[Row]) -> Sorted:
        found = Sorted()
        if self.employers:
            found.companies = self.employers.place([row for row in batch if not row.problems])
        found.bad = [row for row in batch if row.problems]
        good = [row for row in batch if not row.problems]
        if not self.looks:
            found.fresh = good
            return found
        self.known.refresh()
        for row in good:
            self._sort(row, found)
        return found

    def learn(self, rows: list[Row], ids: list[int]) -> None:
        """Rows became records with these ids."""
        if self.looks:
            for row, record_id in zip(rows, ids, strict=True):
                self.known.learn(self.kind.keys(row.values), record_id)

    def _sort(self, row: Row, found: Sorted) -> None:
        keys = self.kind.keys(row.values)
        if hit := self.known.find(keys):
            found.doubles.append(Double(row, *hit))
        else:
            found.fresh.append(row)
            self.known.learn(keys, -row.number)


def news(imported: Import, record: Values, values: Values, kind: Kind) -> Values:
    """What a row changes in a record: it fills what is empty and, when the user chose so, overwrites
    the rest; it empties nothing, and what `stays` is only filled."""
    fills = imported.duplicates == FILL
    changed = {}
    for column in kind.columns:
        value, present = values.get(column), record.get(column)
        if value in (None, "", []) or value == present:
            continue
        if not present or not (fills or column in kind.stays):
            changed[column] = value
    return changed
