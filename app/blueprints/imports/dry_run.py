"""What an import would do, without doing it."""

from collections import Counter
from typing import Any

from app.blueprints.imports.fields import Field, Values, plain
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.models import ADD, Import
from app.blueprints.imports.rows import Row, RowReader, batches, heading_and_rows, one_spaced

SHOWN = 50
SAMPLES = 5
SAMPLED_FIELDS = 8
MOST_VALUES = 200


def dry_run(imported: Import) -> dict[str, Any]:
    """Counts, the first problems, what will be left to complete, and some rows as they would be."""
    trial = Trial(RowReader(imported))
    for batch in batches(trial.reader.rows()):
        trial.add(batch)
    return {
        **trial.counts,
        "missing": trial.missing.most_common(),
        "problems": trial.problems,
        "samples": _shown(trial.samples, trial.reader),
    }


class Trial:
    def __init__(self, reader: RowReader):
        self.reader = reader
        self.seen: set[str] = set()
        self.counts: Counter[str] = Counter(add=0, skip=0, reject=0)
        self.missing: Counter[str] = Counter()
        self.problems: list[dict[str, Any]] = []
        self.samples: list[Values] = []

    def add(self, batch: list[Row]) -> None:
        good = [row for row in batch if not row.problems]
        bad = [row for row in batch if row.problems]
        fresh = without_duplicates(good, self.reader, self.seen)
        self.counts.update(add=len(fresh), skip=len(good) - len(fresh), reject=len(bad))
        for row in fresh:
            self.missing.update(self.reader.kind.missing(row.values))
        self.problems += [_problem(row, self.reader) for row in bad[: SHOWN - len(self.problems)]]
        self.samples += [row.values for row in fresh[: SAMPLES - len(self.samples)]]


def without_duplicates(rows: list[Row], reader: RowReader, seen: set[str]) -> list[Row]:
    """The rows whose name is neither in the agency nor in `seen`, to which theirs are added; all
    of them when the user wants duplicates added."""
    if reader.imported.duplicates == ADD:
        return rows
    present = reader.kind.present({row.values[reader.kind.name] for row in rows})
    fresh = []
    for row in rows:
        name = row.values[reader.kind.name]
        if name not in present and name.lower() not in seen:
            seen.add(name.lower())
            fresh.append(row)
    return fresh


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


def _problem(row: Row, reader: RowReader) -> dict[str, Any]:
    """Only what the screen shows, so that a row of enormous cells is not kept twice."""
    place = next((p for p, field in reader.columns if field.key == reader.kind.name), 0)
    name = row.cells[place] if place < len(row.cells) else ""
    return {"row": row.number, "name": plain(name)[:100], "problems": row.problems}


def _shown(samples: list[Values], reader: RowReader) -> dict[str, list]:
    """Heads and cells as people read them, of the fields that these rows have."""
    fields = [f for f in reader.kind.fields if any(f.key in values for values in samples)]
    fields = fields[:SAMPLED_FIELDS]
    choices = {f.key: reader.choices.get(f.key) or f.choices() for f in fields if f.choices}

    def cell(field: Field, values: Values) -> str:
        value = values.get(field.key)
        return choices[field.key].label(str(value)) if field.key in choices else value or ""

    cells = [[cell(field, values) for field in fields] for values in samples]
    return {"heads": [field.label for field in fields], "rows": cells}
