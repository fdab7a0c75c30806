"""The rows of an upload as values for records, or as reasons why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from app.blueprints.imports import stored_file
from app.blueprints.imports.csv_file import records
from app.blueprints.imports.fields import Field, Values, plain
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.models import Import
from app.blueprints.imports.sources import source_of

BATCH = 500
Item = TypeVar("Item")


@dataclass(frozen=True)
class Row:
    """`number` is the one that a spreadsheet shows: the heading is row 1."""

    number: int
    cells: list[str]
    values: Values
    problems: list[str]


class RowReader:
    """Reads an import's file by its columns and values as they were matched."""

    def __init__(self, imported: Import):
        self.imported = imported
        self.kind = KINDS[imported.kind]
        self.width = len(imported.headings)
        self.columns = [
            (imported.headings.index(imported.columns[field.key]), field)
            for field in self.kind.fields
            if field.key in imported.columns
        ]
        self.choices = {field.key: field.choices() for _, field in self.columns if field.choices}
        self.keys: dict[tuple[str, str], str | None] = {}
        source = source_of(imported.source, imported.kind)
        self.constants = source.constants if source and source.kind == imported.kind else {}

    def rows(self, start: int = 0) -> Iterator[Row]:
        """All rows from the `start`-th on."""
        for number, cells in islice(heading_and_rows(self.imported), 1 + start, None):
            yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row:
        if len(cells) != self.width:
            problem = f"The row has {len(cells)} cells, the heading has {self.width}"
            return Row(number, cells, {}, [problem])
        values: Values = dict(self.constants)
        problems: list[str] = []
        for position, field in self.columns:
            text = plain(cells[position])
            if text:
                self._read(field, text, values, problems)
        values = self.kind.finish(values)
        problem = self.kind.problem(values)
        if problem and not problems:
            problems.append(problem)
        return Row(number, cells, values, problems)

    def _read(self, field: Field, text: str, values: Values, problems: list[str]) -> None:
        if field.key in self.choices:
            text = self._key(field, text) or ""
        try:
            value = field.clean(text, values) if text else None
        except ValueError as error:
            problems.append(f"{field.label}: {error}")
            return
        for key, part in value.items() if field.spreads and value else [(field.key, value)]:
            if part is not None:
                values.setdefault(key, part)

    def _key(self, field: Field, text: str) -> str | None:
        """The key of a fixed list that this text stands for: its own label, or what was matched."""
        cell = (field.key, text)
        if cell not in self.keys:
            choices = self.choices[field.key]
            matched = self.imported.values.get(field.key, {}).get(one_spaced(text))
            key = matched if matched is not None else choices.key(text)
            self.keys[cell] = key if key in choices else None
        return self.keys[cell]


def heading_and_rows(imported: Import) -> Iterator[tuple[int, list[str]]]:
    """The heading, of a list without one that which we give it, and the rows that count."""
    rows = records(stored_file.reading(imported), imported.encoding, imported.delimiter)
    source = source_of(imported.source, imported.kind)
    if source is None or not source.headings:
        yield from rows
        return
    yield 0, list(source.headings)
    for number, cells in rows:
        if source.wanted(cells):
            yield number, ["" if cell.strip() in source.empty else cell for cell in cells]


def one_spaced(text: str) -> str:
    return " ".join(text.split())


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch
