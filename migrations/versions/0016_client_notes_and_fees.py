"""Client notes with their history, and transaction fees

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from app.core.rls import hide_in_bin, protect

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SECTIONS = (
    "payment", "invoice_references", "hotel_rates", "airline_fares", "memberships", "travel_policy",
    "flights", "accommodation", "car_hire", "transfers", "rail", "other",
)  # fmt: skip


def own(table):
    """What every row of an agency has."""
    return (
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f(f"fk_{table}_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("agency_id", "id", name=op.f(f"uq_{table}_agency_id_id")),
    )


def reference(table, column, target, ondelete=None):
    return sa.ForeignKeyConstraint(
        ["agency_id", column],
        [f"{target}.agency_id", f"{target}.id"],
        name=op.f(f"fk_{table}_agency_id_{column}"),
        ondelete=ondelete,
    )


def in_bin(table):
    return (
        sa.Column("deletion_id", sa.BigInteger(), nullable=True),
        reference(table, "deletion_id", "deletion"),
    )


def upgrade():
    op.create_table(
        "client_notes",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("account_number", sa.String(length=255), nullable=True),
        *(sa.Column(section, sa.Text(), nullable=True) for section in SECTIONS),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        *own("client_notes"),
        *in_bin("client_notes"),
        reference("client_notes", "company_id", "company", "CASCADE"),
    )
    op.create_index("ix_client_notes_company", "client_notes", ["agency_id", "company_id"])
    op.create_index(
        "uq_client_notes_company",
        "client_notes",
        ["agency_id", "company_id"],
        unique=True,
        postgresql_where=sa.text("deletion_id is null"),
    )
    op.create_table(
        "note_revision",
        sa.Column("notes_id", sa.BigInteger(), nullable=False),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        *own("note_revision"),
        reference("note_revision", "notes_id", "client_notes", "CASCADE"),
        reference("note_revision", "author_id", "user"),
    )
    op.create_index(
        "ix_note_revision_notes", "note_revision", ["agency_id", "notes_id", "section", "id"]
    )
    op.create_table(
        "fee",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("service", sa.String(length=100), nullable=False),
        sa.Column("online_fee", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("offline_fee", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "online_fee is not null or offline_fee is not null", name=op.f("ck_fee_has_amount")
        ),
        sa.CheckConstraint(
            "online_fee >= 0 and offline_fee >= 0", name=op.f("ck_fee_not_negative")
        ),
        *own("fee"),
        *in_bin("fee"),
        reference("fee", "company_id", "company", "CASCADE"),
    )
    op.create_index("ix_fee_company", "fee", ["agency_id", "company_id", "position", "id"])
    for table in ("client_notes", "note_revision", "fee"):
        protect(table)
    for table in ("client_notes", "fee"):
        hide_in_bin(table)
        op.create_index(
            f"ix_{table}_deletion",
            table,
            ["agency_id", "deletion_id"],
            postgresql_where=sa.text("deletion_id is not null"),
        )


def downgrade():
    for table in ("fee", "note_revision", "client_notes"):
        op.drop_table(table)
