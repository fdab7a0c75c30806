"""What the screens of an import show."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import load_only

from app.blueprints.accounts.models import User
from app.blueprints.imports.fields import plain
from app.blueprints.imports.models import Import, RejectedRow
from app.blueprints.imports.rows import heading_and_rows
from app.core import tenancy
from app.core.db import db
from app.core.lists import Listing

EXAMPLES = 3
LOOKED_AT = 50
SHOWN = (
    Import.file_name, Import.state, Import.created_at, Import.total_rows, Import.done_rows,
    Import.added, Import.updated, Import.skipped, Import.rejected, Import.kind,
)  # fmt: skip
LISTING = Listing(
    sorts={"created": Import.id}, default="-created", filters={}, tie_breaker=Import.id
)


def import_rows():
    """Objects without what only their own page needs."""
    return (
        select(Import, User)
        .options(load_only(*SHOWN, raiseload=True))
        .join(User, User.id == Import.user_id)
        .where(Import.agency_id == tenancy.agency_id())
    )


def examples(imported: Import) -> list[list[str]]:
    """Per column the first few different values of the file."""
    found: list[list[str]] = [[] for _ in imported.headings]
    for _, cells in islice(heading_and_rows(imported), 1, LOOKED_AT):
        for values, cell in zip(found, cells, strict=False):
            text = plain(cell)
            if text and len(values) < EXAMPLES and text not in values:
                values.append(text)
    return found


def rejected_rows(imported: Import) -> Iterator[RejectedRow]:
    query = (
        tenancy.scoped(RejectedRow)
        .where(RejectedRow.import_id == imported.id)
        .order_by(RejectedRow.row)
    )
    return db.session.scalars(query.execution_options(yield_per=1000))
