"""Saved views of a list

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from app.core import rls

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "saved_view",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("list_key", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_saved_view_agency_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name="fk_saved_view_agency_id_user_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.UniqueConstraint("agency_id", "id", name="uq_saved_view_agency_id_id"),
    )
    op.create_index("ix_saved_view_list", "saved_view", ["agency_id", "list_key", "user_id"])
    rls.protect("saved_view")


def downgrade():
    op.drop_table("saved_view")
