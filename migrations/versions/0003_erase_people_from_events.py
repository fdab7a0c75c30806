"""A person can be taken out of the history

Revision ID: 0003
Revises: 0002
"""

from alembic import op

from app.core import rls

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    rls.allow_erasure("event")


def downgrade():
    op.execute("DROP POLICY agency_erase ON event")
