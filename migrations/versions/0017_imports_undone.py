"""Imports of contacts and suppliers, which update and can be undone

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.rls import protect

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("import", "duplicates", type_=sa.String(length=6))
    op.add_column("import", sa.Column("source", sa.String(length=20), nullable=True))
    op.add_column(
        "import",
        sa.Column("missing_company", sa.String(length=6), nullable=False, server_default="reject"),
    )
    for name in ("updated", "companies_added", "undone_rows"):
        op.add_column(
            "import", sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
    op.add_column("import", sa.Column("undone_by_id", sa.BigInteger(), nullable=True))
    op.add_column("import", sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_import_agency_id_undone_by_id"),
        "import",
        "user",
        ["agency_id", "undone_by_id"],
        ["agency_id", "id"],
    )
    op.add_column("contact", sa.Column("import_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_contact_agency_id_import_id"),
        "contact",
        "import",
        ["agency_id", "import_id"],
        ["agency_id", "id"],
        ondelete="SET NULL (import_id)",
    )
    op.create_index(
        "ix_contact_import",
        "contact",
        ["agency_id", "import_id"],
        postgresql_where=sa.text("import_id is not null"),
    )
    op.create_table(
        "import_change",
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "import_id"],
            ["import.agency_id", "import.id"],
            name=op.f("fk_import_change_agency_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_import_change_agency_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_change")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_import_change_agency_id_id")),
    )
    op.create_index(
        "uq_import_change",
        "import_change",
        ["agency_id", "import_id", "record_id"],
        unique=True,
    )
    protect("import_change")


def downgrade():
    op.drop_table("import_change")
    op.drop_column("contact", "import_id")
    for name in (
        "undone_at",
        "undone_by_id",
        "undone_rows",
        "companies_added",
        "updated",
        "missing_company",
        "source",
    ):
        op.drop_column("import", name)
