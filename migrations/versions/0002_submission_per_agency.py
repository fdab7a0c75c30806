"""A submission token is unique within its agency

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_unique_constraint(
        "uq_submission_agency_id_token", "submission", ["agency_id", "token"]
    )
    op.drop_constraint("uq_submission_token", "submission")


def downgrade():
    op.create_unique_constraint("uq_submission_token", "submission", ["token"])
    op.drop_constraint("uq_submission_agency_id_token", "submission")
