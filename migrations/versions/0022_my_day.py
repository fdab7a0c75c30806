"""My day: when somebody was here last, and the tickets that wait, the most urgent first

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    moment = sa.DateTime(timezone=True)
    op.add_column("user", sa.Column("visit_began_at", moment, nullable=True))
    op.add_column("user", sa.Column("visit_before_at", moment, nullable=True))
    op.add_column(
        "user",
        sa.Column("hides_first_steps", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "ix_ticket_urgent",
        "ticket",
        ["agency_id", "assignee_id", sa.text("priority DESC"), "opened_at", "id"],
        postgresql_where=sa.text("status <> 'closed'"),
    )


def downgrade():
    op.drop_index("ix_ticket_urgent", "ticket")
    for name in ("hides_first_steps", "visit_before_at", "visit_began_at"):
        op.drop_column("user", name)
