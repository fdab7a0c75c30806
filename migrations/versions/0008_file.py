"""Files that people attach

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from app.core.rls import protect

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Whoever removes the row, also by a cascade: the worker then removes the bytes.
FORGET_BYTES = """
CREATE FUNCTION file_forget_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO message (kind, payload, deliver_at, state, attempts, created_at)
  VALUES ('file.settle', jsonb_build_object('key', OLD.key), now(), 'pending', 0, now());
  RETURN NULL;
END $$
"""


def upgrade():
    op.create_table(
        "file",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column("action_id", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(company_id, action_id) = 1", name=op.f("ck_file_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "company_id"],
            ["company.agency_id", "company.id"],
            name=op.f("fk_file_agency_id_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "action_id"],
            ["ticket_action.agency_id", "ticket_action.id"],
            name=op.f("fk_file_agency_id_action_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_file_agency_id_user_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_file_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_file_agency_id_id")),
        sa.UniqueConstraint("key", name=op.f("uq_file_key")),
    )
    op.create_index(
        "ix_file_company",
        "file",
        ["agency_id", "company_id", "id"],
        postgresql_where=sa.text("company_id is not null"),
    )
    op.create_index(
        "ix_file_action",
        "file",
        ["agency_id", "action_id", "id"],
        postgresql_where=sa.text("action_id is not null"),
    )
    protect("file")
    op.execute(FORGET_BYTES)
    op.execute(
        "CREATE TRIGGER forget_bytes AFTER DELETE ON file "
        "FOR EACH ROW EXECUTE FUNCTION file_forget_bytes()"
    )


def downgrade():
    op.drop_table("file")
    op.execute("DROP FUNCTION file_forget_bytes()")
