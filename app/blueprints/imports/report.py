"""The rejected rows as a CSV file that can be corrected and imported again."""

import csv
import io

from app.blueprints.imports.models import Import
from app.blueprints.imports.queries import rejected_rows

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rejected_csv(imported: Import) -> bytes:
    """Row number and reason first, then the cells as they were; with the mark that tells Excel
    that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(map(harmless, ["Row", "Problem", *imported.headings]))
    for row in rejected_rows(imported):
        writer.writerow(map(harmless, [row.row, "; ".join(row.problems), *row.cells]))
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula; the import takes the mark away again."""
    text = str(cell)
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) else text
