"""The directory of suppliers

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.rls import protect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Words without case, accents and punctuation; twice: punctuation as spaces, and left out.
SEARCHED = (
    "coalesce(name, '') || ' ' || coalesce(websites::text, '') || ' ' || coalesce(numbers::text, '')"
    " || ' ' || coalesce(group_email, '') || ' ' || coalesce(general_email, '')"
    " || ' ' || coalesce(manager_name, '') || ' ' || coalesce(manager_email, '')"
    " || ' ' || coalesce(manager_phone, '') || ' ' || coalesce(other, '')"
)
PLAIN = f"regexp_replace(normalize(lower({SEARCHED}), NFKD), '[\u0300-\u036f]', '', 'g')"
PUNCTUATION = r"[!-/:-@\[-`{-~¡-¿‐-⁯]+"
WORDS = (
    f"regexp_replace({PLAIN}, '{PUNCTUATION}', ' ', 'g') || ' ' || "
    f"regexp_replace({PLAIN}, '{PUNCTUATION}', '', 'g')"
)


def upgrade():
    op.create_table(
        "supplier",
        sa.Column("supplier_type", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("websites", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("numbers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("group_email", sa.String(length=254), nullable=True),
        sa.Column("general_email", sa.String(length=254), nullable=True),
        sa.Column("manager_name", sa.String(length=200), nullable=True),
        sa.Column("manager_phone", sa.String(length=20), nullable=True),
        sa.Column("manager_email", sa.String(length=254), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), sa.Computed(WORDS, persisted=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "company_id"],
            ["company.agency_id", "company.id"],
            name=op.f("fk_supplier_agency_id_company_id"),
            ondelete="SET NULL (company_id)",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "import_id"],
            ["import.agency_id", "import.id"],
            name=op.f("fk_supplier_agency_id_import_id"),
            ondelete="SET NULL (import_id)",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_supplier_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_supplier_agency_id_id")),
    )
    op.create_index(
        "uq_supplier_name",
        "supplier",
        ["agency_id", sa.literal_column("lower(name)"), "supplier_type"],
        unique=True,
        postgresql_where=sa.text("deleted_at is null"),
    )
    op.create_index("ix_supplier_company", "supplier", ["agency_id", "company_id"])
    op.create_index(
        "ix_supplier_import",
        "supplier",
        ["agency_id", "import_id"],
        postgresql_where=sa.text("import_id is not null"),
    )
    protect("supplier")


def downgrade():
    op.drop_table("supplier")
