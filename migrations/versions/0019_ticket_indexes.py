"""What the list of tickets is filtered and sorted by, and its subjects

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_ticket_owner": ["agency_id", "owner_id", "updated_at"],
    "ix_ticket_subject": ["agency_id", "subject_id"],
    "ix_ticket_opened": ["agency_id", "opened_at", "id"],
    "ix_ticket_status": ["agency_id", "status", "updated_at", "id"],
    "ix_ticket_kind": ["agency_id", "category_type", "updated_at", "id"],
}


def upgrade():
    for name, columns in INDEXES.items():
        op.create_index(name, "ticket", columns)
    op.create_index(
        "ix_ticket_unassigned",
        "ticket",
        ["agency_id", "updated_at", "id"],
        postgresql_where=sa.text("assignee_id is null and status <> 'closed'"),
    )


def downgrade():
    for name in (*INDEXES, "ix_ticket_unassigned"):
        op.drop_index(name, "ticket")
