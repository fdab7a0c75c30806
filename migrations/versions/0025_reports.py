"""What reports count tickets by: when somebody acted first, and indexes that hold what is counted

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

FIRST = """
update ticket set first_action_at = found.at
from (select agency_id, ticket_id, min(created_at) as at from ticket_action
      where deletion_id is null group by agency_id, ticket_id) found
where ticket.agency_id = found.agency_id and ticket.id = found.ticket_id
"""
OF_BOTH = ["priority", "company_id", "assignee_id", "deletion_id"]


def upgrade():
    op.add_column("ticket", sa.Column("first_action_at", sa.DateTime(timezone=True), nullable=True))
    _force("NO FORCE")
    op.execute(FIRST)
    _force("FORCE")
    op.create_index(
        "ix_ticket_counted",
        "ticket",
        ["agency_id", "opened_at"],
        postgresql_include=["category", "first_action_at", *OF_BOTH],
    )
    op.create_index(
        "ix_ticket_closed",
        "ticket",
        ["agency_id", "closed_at"],
        postgresql_include=["opened_at", *OF_BOTH],
        postgresql_where=sa.text("closed_at is not null"),
    )
    op.create_index("ix_activity_at", "activity", ["agency_id", "at"])


def _force(how):
    """The owner of the tables fills a column of every agency's rows."""
    for table in ("ticket", "ticket_action"):
        op.execute(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY")


def downgrade():
    op.drop_index("ix_activity_at", "activity")
    for name in ("ix_ticket_closed", "ix_ticket_counted"):
        op.drop_index(name, "ticket")
    op.drop_column("ticket", "first_action_at")
