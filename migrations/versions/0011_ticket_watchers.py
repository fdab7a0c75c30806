"""Colleagues watch tickets; each reads timelines in an order, with or without shortcuts

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from app.core.rls import protect

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PREFERENCES = {"has_shortcuts": "true", "reads_oldest_first": "false"}


def upgrade():
    op.create_table(
        "ticket_watcher",
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "ticket_id"],
            ["ticket.agency_id", "ticket.id"],
            name=op.f("fk_ticket_watcher_agency_id_ticket_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_ticket_watcher_agency_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_ticket_watcher_agency_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_watcher")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_ticket_watcher_agency_id_id")),
        sa.UniqueConstraint("agency_id", "ticket_id", "user_id", name="uq_ticket_watcher"),
    )
    op.create_index("ix_ticket_watcher_user", "ticket_watcher", ["agency_id", "user_id"])
    protect("ticket_watcher")
    for column, default in PREFERENCES.items():
        op.add_column(
            "user",
            sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.text(default)),
        )


def downgrade():
    for column in PREFERENCES:
        op.drop_column("user", column)
    op.drop_table("ticket_watcher")
