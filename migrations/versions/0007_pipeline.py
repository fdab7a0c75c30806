"""The sales pipeline: what a company is worth, its next step, and its moves

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from app.core.rls import protect

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("company", sa.Column("expected_value", sa.Numeric(12, 2)))
    op.add_column("company", sa.Column("next_step", sa.String(length=200)))
    op.add_column("company", sa.Column("next_step_on", sa.Date()))
    moment = sa.DateTime(timezone=True)
    op.add_column(
        "company", sa.Column("stage_since", moment, server_default=sa.func.now(), nullable=False)
    )
    op.create_index(
        "ix_company_stage",
        "company",
        ["agency_id", "status", sa.text("stage_since DESC"), sa.text("id DESC")],
    )
    op.create_table(
        "stage_move",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("from_status", sa.String(length=20), nullable=True),
        sa.Column("to_status", sa.String(length=20), nullable=False),
        sa.Column("since", moment, nullable=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("mover_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("taken_back_at", moment, nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "company_id"],
            ["company.agency_id", "company.id"],
            name=op.f("fk_stage_move_agency_id_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "mover_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_stage_move_agency_id_mover_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_stage_move_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_move")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_stage_move_agency_id_id")),
    )
    op.create_index("ix_stage_move_company", "stage_move", ["agency_id", "company_id", "id"])
    op.create_index("ix_stage_move_at", "stage_move", ["agency_id", "at", "id"])
    protect("stage_move")


def downgrade():
    op.drop_table("stage_move")
    op.drop_index("ix_company_stage", table_name="company")
    for name in ("stage_since", "next_step_on", "next_step", "expected_value"):
        op.drop_column("company", name)
