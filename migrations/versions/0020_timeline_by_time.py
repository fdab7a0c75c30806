"""A company's timeline reads its events by time

Revision ID: 0020
Revises: 0019
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KEY = ["agency_id", "within_type", "within_id"]


def upgrade():
    op.create_index("ix_event_timeline", "event", [*KEY, "at", "id"])
    op.drop_index("ix_event_within", "event")


def downgrade():
    op.create_index("ix_event_within", "event", [*KEY, "id"])
    op.drop_index("ix_event_timeline", "event")
