"""CSV for spreadsheets: UTF-8 with the mark that Excel looks for, and no cell that is a formula."""

import csv
import io
from collections.abc import Iterable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MARK = b"\xef\xbb\xbf"


def written(rows: Iterable[Iterable[object]]) -> bytes:
    """The rows as lines, without the mark."""
    text = io.StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def harmless(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula; the import takes the mark away again."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) else text
