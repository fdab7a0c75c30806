"""What an import would do, without doing it."""

from collections import Counter
from typing import Any

from app.blueprints.imports import writing
from app.blueprints.imports.fields import Field, Values, plain
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.models import ADD, SKIP, Import
from app.blueprints.imports.rows import Row, RowReader, batches, heading_and_rows, one_spaced
from app.blueprints.imports.sorting import Double, Sorter, news

SHOWN = 50
SAMPLES = 5
SAMPLED_FIELDS = 8
MOST_VALUES = 200
LONGEST = 80


def dry_run(imported: Import) -> dict[str, Any]:
    """Counts, the first problems and duplicates with what would become of them, what will be left
    to complete, and some rows as they would be."""
    trial = Trial(RowReader(imported))
    for batch in batches(trial.reader.rows()):
        trial.add(batch)
    return {
        **trial.counts,
        "missing": trial.missing.most_common(),
        "problems": trial.problems,
        "doubles": trial.doubles,
        "samples": _shown(trial.samples, trial.reader),
    }


class Trial:
    def __init__(self, reader: RowReader):
        self.reader, self.kind, self.imported = reader, reader.kind, reader.imported
        self.sorter = Sorter(reader, really=False)
        self.counts: Counter[str] = Counter(
            add=0, update=0, skip=0, reject=0, companies=0, double=0
        )
        self.missing: Counter[str] = Counter()
        self.problems: list[dict[str, Any]] = []
        self.doubles: list[dict[str, Any]] = []
        self.samples: list[Values] = []

    def add(self, batch: list[Row]) -> None:
        found = self.sorter.sort(batch)
        self.counts.update(add=len(found.fresh), reject=len(found.bad), companies=found.companies)
        self.counts["double"] += len(found.doubles)
        self._judge(found.doubles)
        for row in found.fresh:
            self.missing.update(self.kind.missing(row.values))
        self.problems += [self._problem(row) for row in found.bad[: SHOWN - len(self.problems)]]
        self.samples += [row.values for row in found.fresh[: SAMPLES - len(self.samples)]]

    def _judge(self, doubles: list[Double]) -> None:
        ids = {double.record_id for double in doubles if double.record_id > 0}
        records = writing.records_with(self.kind, ids)
        for double in doubles:
            record = records.get(double.record_id)
            changes = self._changes(double, record)
            does = self._does(double, changes)
            self.counts[does] += 1
            if len(self.doubles) < SHOWN:
                self.doubles.append(self._double(double, record, changes, does))

    def _changes(self, double: Double, record: Values | None) -> Values:
        if record is None or self.imported.duplicates in (SKIP, ADD):
            return {}
        values = double.row.values
        changes = news(self.imported, record, values, self.kind)
        changes_with_former = {name: [record[name], value] for name, value in changes.items()}
        record.update(changes)
        return changes_with_former

    def _does(self, double: Double, changes: Values) -> str:
        if self.imported.duplicates in (SKIP, ADD):
            return self.imported.duplicates
        return "update" if changes or double.record_id < 0 else "skip"

    def _double(
        self, double: Double, record: Values | None, changes: Values, does: str
    ) -> dict[str, Any]:
        said = [
            [self.kind.label(name), *(self._said(name, value) for value in pair)]
            for name, pair in changes.items()
        ]
        return {
            "row": double.row.number,
            "name": self.kind.title(double.row.values)[:100],
            "by": double.by,
            "same": self.kind.title(record)[:100] if record else None,
            "of_row": -double.record_id if double.record_id < 0 else None,
            "changes": said,
            "does": does,
        }

    def _said(self, name: str, value: Any) -> str:
        choices = self.reader.choices.get(name)
        if choices:
            return choices.label(str(value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        text = ", ".join(value) if isinstance(value, list) else str(value or "")
        return f"{text[:LONGEST]}…" if len(text) > LONGEST else text

    def _problem(self, row: Row) -> dict[str, Any]:
        """Only what the screen shows, so that a row of enormous cells is not kept twice."""
        named = ("name", "last_name", "full_name", "email")
        place = next((p for p, field in self.reader.columns if field.key in named), 0)
        name = row.cells[place] if place < len(row.cells) else ""
        return {"row": row.number, "name": plain(name)[:100], "problems": row.problems}


def unknown_values(imported: Import) -> dict[str, list[tuple[str, int]]]:
    """Per field with a fixed list: the file's values that are not on it, the most frequent first."""
    unknown = {}
    for field, counted in _values_of_lists(imported):
        choices = field.choices()
        strangers = [(text, n) for text, n in counted.most_common() if not choices.key(text)]
        if strangers:
            unknown[field.key] = strangers[:MOST_VALUES]
    return unknown


def _values_of_lists(imported: Import) -> list[tuple[Field, Counter[str]]]:
    fields = [f for f in KINDS[imported.kind].fields if f.choices and f.key in imported.columns]
    places = [imported.headings.index(imported.columns[field.key]) for field in fields]
    counters: list[Counter[str]] = [Counter() for _ in fields]
    for number, (_, cells) in enumerate(heading_and_rows(imported) if fields else ()):
        for place, counter in zip(places, counters, strict=True):
            if number and place < len(cells) and (text := plain(cells[place])):
                counter[one_spaced(text)] += 1
    return list(zip(fields, counters, strict=True))


def _shown(samples: list[Values], reader: RowReader) -> dict[str, list]:
    """Heads and cells as people read them, of the fields that these rows have."""
    fields = [f for f in reader.kind.fields if any(f.key in values for values in samples)]
    fields = fields[:SAMPLED_FIELDS]
    choices = {f.key: reader.choices.get(f.key) or f.choices() for f in fields if f.choices}

    def cell(field: Field, values: Values) -> str:
        value = values.get(field.key)
        if field.key in choices:
            return choices[field.key].label(str(value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        return ", ".join(value) if isinstance(value, list) else str(value or "")

    cells = [[cell(field, values) for field in fields] for values in samples]
    return {"heads": [field.label for field in fields], "rows": cells}
