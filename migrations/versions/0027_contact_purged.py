"""A deleted contact is purged after a month: its name stays

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("contact", sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column("contact", "purged_at")
