"""The bin: deleted companies and tickets, with what belongs to them, are hidden and kept for 30 days

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from app.core import rls

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

RECOVERABLE = ("company", "contact", "activity", "reminder", "ticket", "ticket_action", "file")


def upgrade():
    op.create_table(
        "deletion",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("along", sa.String(length=400), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purge_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_deletion_agency_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name="fk_deletion_agency_id_user_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deletion"),
        sa.UniqueConstraint("agency_id", "id", name="uq_deletion_agency_id_id"),
    )
    op.create_index("ix_deletion_deleted", "deletion", ["agency_id", "deleted_at", "id"])
    rls.protect("deletion")
    for table in RECOVERABLE:
        make_recoverable(table)


def make_recoverable(table):
    op.add_column(table, sa.Column("deletion_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        f"fk_{table}_agency_id_deletion_id",
        table,
        "deletion",
        ["agency_id", "deletion_id"],
        ["agency_id", "id"],
    )
    op.create_index(
        f"ix_{table}_deletion",
        table,
        ["agency_id", "deletion_id"],
        postgresql_where=sa.text("deletion_id is not null"),
    )
    rls.hide_in_bin(table)


def downgrade():
    for table in RECOVERABLE:
        op.execute(f"drop policy bin on {table}")
        op.drop_column(table, "deletion_id")
    op.drop_table("deletion")
