"""Suppliers go into the bin

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from app.core import rls

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NAME = ["agency_id", sa.literal_column("lower(name)"), "supplier_type"]


def upgrade():
    op.add_column("supplier", sa.Column("deletion_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "fk_supplier_agency_id_deletion_id",
        "supplier",
        "deletion",
        ["agency_id", "deletion_id"],
        ["agency_id", "id"],
    )
    op.create_index(
        "ix_supplier_deletion",
        "supplier",
        ["agency_id", "deletion_id"],
        postgresql_where=sa.text("deletion_id is not null"),
    )
    rls.hide_in_bin("supplier")
    _replace_name("deletion_id is null")
    op.drop_column("supplier", "deleted_at")


def downgrade():
    op.add_column("supplier", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    _replace_name("deleted_at is null")
    op.execute("drop policy bin on supplier")
    op.drop_column("supplier", "deletion_id")


def _replace_name(where):
    op.drop_index("uq_supplier_name", "supplier")
    op.create_index(
        "uq_supplier_name", "supplier", NAME, unique=True, postgresql_where=sa.text(where)
    )
