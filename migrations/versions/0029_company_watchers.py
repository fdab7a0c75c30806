"""Colleagues watch companies

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

from app.core.rls import protect

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "company_watcher",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "company_id"],
            ["company.agency_id", "company.id"],
            name=op.f("fk_company_watcher_agency_id_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_company_watcher_agency_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_company_watcher_agency_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_watcher")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_company_watcher_agency_id_id")),
        sa.UniqueConstraint("agency_id", "company_id", "user_id", name="uq_company_watcher"),
    )
    op.create_index("ix_company_watcher_user", "company_watcher", ["agency_id", "user_id"])
    protect("company_watcher")


def downgrade():
    op.drop_table("company_watcher")
