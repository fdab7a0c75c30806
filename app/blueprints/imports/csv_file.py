"""A CSV file as people save it: its encoding, its delimiter, its heading and its rows.

Everything is read as a stream, so that a file of 10 MB costs no more memory than a small one.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from app.blueprints.imports.sources import Source, recognised

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_HEADING = 100
DELIMITERS = ",;\t"
PIECE = 256 * 1024
SNIFFED = 64 * 1024
OTHER_KINDS = {
    b"PK\x03\x04": "an Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"%PDF": "a PDF",
    b"\xff\xfe": "Unicode text (UTF-16)",
    b"\xfe\xff": "Unicode text (UTF-16)",
    b"{": "a JSON file",
    b"[{": "a JSON file",
    b"<": "a web page or XML file",
}

csv.field_size_limit(128 * 1024)


class NotReadable(ValueError):
    """Why the file cannot be read, in words for the field, with what to do about it."""


@dataclass(frozen=True)
class Shape:
    encoding: str
    delimiter: str
    headings: list[str]
    rows: int
    source: Source | None = None


def inspect(file: BinaryIO) -> Shape:
    """Reads the whole file once; raises NotReadable."""
    _refuse_other_kinds(file)
    encoding = _encoding(file)
    delimiter = _delimiter(file, encoding)
    rows = records(file, encoding, delimiter)
    _, heading = next(rows, (0, None))
    if heading is None:
        raise NotReadable("The file is empty")
    if len(heading) > MOST_COLUMNS:
        raise NotReadable(f"The file has more than {MOST_COLUMNS} columns")
    source = recognised(heading)
    if source and source.headings:
        count = _count(cells for cells in _again(heading, rows) if source.wanted(cells))
        return Shape(encoding, delimiter, list(source.headings), count, source)
    return Shape(encoding, delimiter, _headings(heading), _count(rows), source)


def records(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(number, cells) of the heading and of every row that is not blank. The number is the one
    that a spreadsheet shows; raises NotReadable where a quotation mark was never closed."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    number = 0
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter), start=1):
            if any(map(str.strip, cells)) and not (number == 1 and _names_delimiter(cells[0])):
                yield number, cells
    except csv.Error:
        problem = f"Row {number + 1} is not CSV. Is a quotation mark missing there?"
        raise NotReadable(problem) from None
    finally:
        text.detach()


def _again(first: list[str], rows: Iterator[tuple[int, list[str]]]) -> Iterator[list[str]]:
    yield first
    for _, cells in rows:
        yield cells


def _count(rows: Iterator[object]) -> int:
    count = sum(1 for _ in islice(rows, MOST_ROWS + 1))
    if count == 0:
        raise NotReadable("The file has a heading but no rows")
    if count > MOST_ROWS:
        raise NotReadable(
            f"The file has more than {MOST_ROWS:,} rows. Split it and import each part"
        )
    return count


def _refuse_other_kinds(file: BinaryIO) -> None:
    file.seek(0)
    start = file.read(512).removeprefix(codecs.BOM_UTF8).lstrip()
    for mark, kind in OTHER_KINDS.items():
        if start.startswith(mark):
            raise NotReadable(f"This is {kind}, not CSV. Save it as “CSV UTF-8” and try again")


def _encoding(file: BinaryIO) -> str:
    """UTF-8, with or without its mark, when every byte agrees; otherwise Windows-1252."""
    if _decodes(file, "utf-8"):
        return "utf-8-sig"
    if _decodes(file, "cp1252"):
        return "cp1252"
    raise NotReadable(
        "The letters of this file cannot be read. Save it as “CSV UTF-8” and try again"
    )


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            if b"\0" in piece:
                raise NotReadable("This is not a text file. Save it as “CSV UTF-8” and try again")
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(file: BinaryIO, encoding: str) -> str:
    """The one that gives most rows as many cells as the heading, and most cells."""
    file.seek(0)
    text = file.read(SNIFFED).decode(encoding, errors="ignore")
    if _names_delimiter(text):
        named = text.partition("=")[2][:1]
        return named if named in DELIMITERS else ","
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    try:
        widths = [
            len(c)
            for c in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 20)
        ]
    except csv.Error:
        return (0, 0)
    width = next(iter(widths), 0)
    return (widths.count(width), width) if width > 1 else (0, 0)


def _names_delimiter(text: str) -> bool:
    """Excel's own first line, "sep=;"."""
    return text[:4].lower() == "sep="


def _headings(cells: list[str]) -> list[str]:
    """The heading's cells on one line each, none empty and none twice."""
    headings: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:LONGEST_HEADING] or f"Column {position}"
        while name in headings:
            name = f"{name} ({position})"
        headings.append(name)
    return headings
