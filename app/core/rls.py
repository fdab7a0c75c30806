"""Row-level security, for migrations: `protect("company")` after `create_table("company", …)`."""

from alembic import op

AGENCY = "agency_id = nullif(current_setting('app.agency_id', true), '')::bigint"


def protect(table: str) -> None:
    """Every statement sees and writes rows of the current agency only, the owner's too."""
    _force(table)
    op.execute(f'CREATE POLICY agency ON "{table}" USING ({AGENCY}) WITH CHECK ({AGENCY})')


def protect_append_only(table: str) -> None:
    """As `protect`, for a history: rows can be read and added, never changed or removed."""
    _force(table)
    op.execute(f'CREATE POLICY agency_read ON "{table}" FOR SELECT USING ({AGENCY})')
    op.execute(f'CREATE POLICY agency_add ON "{table}" FOR INSERT WITH CHECK ({AGENCY})')


def allow_erasure(table: str) -> None:
    """For a history: rows may be changed inside `events.erasing()`, to take a person out of them."""
    erasing = f"{AGENCY} AND current_setting('app.erasing', true) = 'on'"
    op.execute(
        f'CREATE POLICY agency_erase ON "{table}" FOR UPDATE USING ({erasing}) WITH CHECK ({erasing})'
    )


def hide_in_bin(table: str) -> None:
    """Rows in the bin are not there, but inside `bin.opened()` (the table has a `deletion_id`)."""
    op.execute(
        f'CREATE POLICY bin ON "{table}" AS RESTRICTIVE '
        f"USING (deletion_id IS NULL OR current_setting('app.bin', true) = 'open') WITH CHECK (true)"
    )


def _force(table: str) -> None:
    op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
