"""A deleted contact is purged after a month: its name stays

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("contact", sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column("contact", "purged_at")
