"""Contacts that were merged or erased, and the order of the list of all

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("contact", sa.Column("merged_into_id", sa.BigInteger(), nullable=True))
    op.add_column("contact", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_contact_agency_id_merged_into_id"),
        "contact",
        "contact",
        ["agency_id", "merged_into_id"],
        ["agency_id", "id"],
        ondelete="SET NULL (merged_into_id)",
    )
    op.create_index(
        "ix_contact_merged",
        "contact",
        ["agency_id", "merged_into_id"],
        postgresql_where=sa.text("merged_into_id is not null"),
    )
    op.create_index(
        "ix_contact_listed",
        "contact",
        [
            "agency_id",
            sa.literal_column("lower(first_name)"),
            sa.literal_column("lower(last_name)"),
            "id",
        ],
        postgresql_where=sa.text("deleted_at is null"),
    )


def downgrade():
    op.drop_index("ix_contact_listed", "contact")
    op.drop_index("ix_contact_merged", "contact")
    op.drop_column("contact", "erased_at")
    op.drop_column("contact", "merged_into_id")
