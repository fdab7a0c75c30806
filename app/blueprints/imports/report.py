"""The rejected rows as a CSV file that can be corrected and imported again."""

from app.blueprints.imports.models import Import
from app.blueprints.imports.queries import rejected_rows
from app.core.csv_text import MARK, written


def rejected_csv(imported: Import) -> bytes:
    """Row number and reason first, then the cells as they were."""
    rows = [[row.row, "; ".join(row.problems), *row.cells] for row in rejected_rows(imported)]
    return MARK + written([["Row", "Problem", *imported.headings], *rows])
