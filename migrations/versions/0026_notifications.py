"""Notifications, and how each is told of them

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

from app.core.rls import protect

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def _own(table):
    """What every table of an agency has."""
    return (
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=f"fk_{table}_agency_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("agency_id", "id", name=f"uq_{table}_agency_id_id"),
    )


def _of_user(table, column, **options):
    return sa.ForeignKeyConstraint(
        ["agency_id", column],
        ["user.agency_id", "user.id"],
        name=f"fk_{table}_agency_id_{column}",
        **options,
    )


def upgrade():
    op.create_table(
        "notification",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("url", sa.String(length=400), nullable=False),
        sa.Column("delivery", sa.String(length=8), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        _of_user("notification", "user_id", ondelete="CASCADE"),
        _of_user("notification", "actor_id"),
        *_own("notification"),
    )
    op.create_index("ix_notification_user", "notification", ["agency_id", "user_id", "id"])
    op.create_index(
        "ix_notification_unread",
        "notification",
        ["agency_id", "user_id", "id"],
        postgresql_where=sa.text("read_at is null"),
    )
    op.create_index("ix_notification_created", "notification", ["agency_id", "created_at"])
    op.create_table(
        "notification_choice",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("delivery", sa.String(length=8), nullable=False),
        _of_user("notification_choice", "user_id", ondelete="CASCADE"),
        *_own("notification_choice"),
        sa.UniqueConstraint("agency_id", "user_id", "kind", name="uq_notification_choice_kind"),
    )
    protect("notification")
    protect("notification_choice")


def downgrade():
    op.drop_table("notification_choice")
    op.drop_table("notification")
