"""A deleted file lies in the bin; it needs no mark of its own

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column("file", "deleted_at")


def downgrade():
    op.add_column("file", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
