"""Lists can be exported: their filters in place of a record

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("export", sa.Column("query", sa.String(length=2000), nullable=True))
    op.alter_column("export", "subject_id", nullable=True)


def downgrade():
    op.execute("delete from export where subject_id is null")
    op.alter_column("export", "subject_id", nullable=False)
    op.drop_column("export", "query")
