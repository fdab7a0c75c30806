"""First tables

Revision ID: 0001
Revises:
Create Date: 2026-11-21 04:27:32.344072

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.rls import protect, protect_append_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES_OF_AGENCIES = (
    "submission",
    "ticket_counter",
    "ticket_subject",
    "company",
    "export",
    "import",
    "activity",
    "contact",
    "export_file",
    "import_file",
    "import_rejected_row",
    "attendee",
    "reminder",
    "ticket",
    "ticket_action",
)


def upgrade():
    op.create_table(
        "agency",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("address", sa.String(length=600), nullable=False),
        sa.Column("vat_number", sa.String(length=12), nullable=False),
        sa.Column("registration_number", sa.String(length=8), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("contact_name", sa.String(length=255), nullable=False),
        sa.Column("employees", sa.String(length=20), nullable=False),
        sa.Column("business_focus", sa.String(length=20), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("trial_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("registration_number", name=op.f("uq_agency_registration_number")),
        sa.UniqueConstraint("vat_number", name=op.f("uq_agency_vat_number")),
    )
    op.create_index("uq_agency_name", "agency", [sa.literal_column("lower(name)")], unique=True)
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "message",
        sa.Column("agency_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("deliver_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dedupe_key", sa.String(length=200), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_message_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_message_dedupe_key")),
    )
    op.create_index("ix_message_agency", "message", ["agency_id", "state", "id"], unique=False)
    op.create_index(
        "ix_message_due",
        "message",
        ["deliver_at"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_message_stuck",
        "message",
        ["locked_until"],
        unique=False,
        postgresql_where=sa.text("state = 'processing'"),
    )
    op.create_table(
        "submission",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_submission_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_submission_agency_id_id")),
        sa.UniqueConstraint("token", name=op.f("uq_submission_token")),
    )
    op.create_table(
        "ticket_counter",
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_ticket_counter_agency_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_counter")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_ticket_counter_agency_id_id")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_ticket_counter_agency_id")),
    )
    op.create_table(
        "ticket_subject",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_ticket_subject_agency_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_subject")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_ticket_subject_agency_id_id")),
    )
    op.create_index(
        "uq_ticket_subject_name",
        "ticket_subject",
        ["agency_id", sa.literal_column("lower(name)")],
        unique=True,
    )
    op.create_table(
        "user",
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("first_name", sa.String(length=100), nullable=False),
        sa.Column("last_name", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("theme", sa.String(length=8), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_user_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_user_agency_id_id")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_index(op.f("ix_user_agency_id"), "user", ["agency_id"], unique=False)
    op.create_table(
        "company",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("street", sa.String(length=255), nullable=True),
        sa.Column("city", sa.String(length=120), nullable=True),
        sa.Column("region", sa.String(length=120), nullable=True),
        sa.Column("postal_code", sa.String(length=20), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("website", sa.String(length=500), nullable=True),
        sa.Column("linkedin_url", sa.String(length=500), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("industry", sa.String(length=40), nullable=True),
        sa.Column("company_type", sa.String(length=20), nullable=False),
        sa.Column("client_type", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("ops_team", sa.String(length=120), nullable=True),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("last_activity_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "owner_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_company_agency_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_company_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_company_agency_id_id")),
    )
    op.create_index(
        "ix_company_created", "company", ["agency_id", "created_at", "id"], unique=False
    )
    op.create_index(
        "ix_company_last_activity",
        "company",
        ["agency_id", sa.literal_column("last_activity_at DESC NULLS LAST"), "id"],
        unique=False,
    )
    op.create_index(
        "ix_company_name",
        "company",
        ["agency_id", sa.literal_column("lower(name)"), "id"],
        unique=False,
    )
    op.create_index("ix_company_owner", "company", ["agency_id", "owner_id"], unique=False)
    op.create_table(
        "event",
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("within_type", sa.String(length=40), nullable=True),
        sa.Column("within_id", sa.BigInteger(), nullable=True),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "actor_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_event_agency_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_event_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_event_agency_id_id")),
    )
    op.create_index(
        "ix_event_subject", "event", ["agency_id", "subject_type", "subject_id", "id"], unique=False
    )
    op.create_index(
        "ix_event_within", "event", ["agency_id", "within_type", "within_id", "id"], unique=False
    )
    op.create_table(
        "export",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_export_agency_id_user_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_export_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_export_agency_id_id")),
    )
    op.create_index("ix_export_expires", "export", ["expires_at"], unique=False)
    op.create_index("ix_export_user", "export", ["agency_id", "user_id", "id"], unique=False)
    op.create_table(
        "import",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=False),
        sa.Column("delimiter", sa.String(length=1), nullable=False),
        sa.Column("headings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("columns", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("values", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("duplicates", sa.String(length=4), nullable=False),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("total_rows", sa.Integer(), nullable=False),
        sa.Column("done_rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_import_agency_id_user_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_import_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_import_agency_id_id")),
    )
    op.create_index("ix_import_recent", "import", ["agency_id", "id"], unique=False)
    op.create_foreign_key(
        op.f("fk_company_agency_id_import_id"),
        "company",
        "import",
        ["agency_id", "import_id"],
        ["agency_id", "id"],
        ondelete="SET NULL (import_id)",
    )
    op.create_index(
        "ix_company_import",
        "company",
        ["agency_id", "import_id"],
        unique=False,
        postgresql_where=sa.text("import_id is not null"),
    )
    op.create_table(
        "mailed_link",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_mailed_link_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mailed_link_token_hash")),
    )
    op.create_index(op.f("ix_mailed_link_user_id"), "mailed_link", ["user_id"], unique=False)
    op.create_table(
        "user_session",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_user_session_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    op.create_index(op.f("ix_user_session_user_id"), "user_session", ["user_id"], unique=False)
    op.create_table(
        "activity",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("location", sa.String(length=12), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "author_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_activity_agency_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "company_id"],
            ["company.agency_id", "company.id"],
            name=op.f("fk_activity_agency_id_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_activity_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_activity_agency_id_id")),
    )
    op.create_index(
        "ix_activity_timeline", "activity", ["agency_id", "company_id", "at", "id"], unique=False
    )
    op.create_table(
        "contact",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("first_name", sa.String(length=100), nullable=False),
        sa.Column("last_name", sa.String(length=100), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("mobile", sa.String(length=20), nullable=True),
        sa.Column("job_title", sa.String(length=120), nullable=True),
        sa.Column("department", sa.String(length=120), nullable=True),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("is_booker", sa.Boolean(), nullable=False),
        sa.Column("is_traveller", sa.Boolean(), nullable=False),
        sa.Column("is_vip", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "company_id"],
            ["company.agency_id", "company.id"],
            name=op.f("fk_contact_agency_id_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_contact_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_contact_agency_id_id")),
    )
    op.create_index("ix_contact_company", "contact", ["agency_id", "company_id"], unique=False)
    op.create_index(
        "ix_contact_name", "contact", ["agency_id", "last_name", "first_name", "id"], unique=False
    )
    op.create_index(
        "uq_contact_primary",
        "contact",
        ["agency_id", "company_id"],
        unique=True,
        postgresql_where=sa.text("is_primary"),
    )
    op.create_table(
        "export_file",
        sa.Column("export_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "export_id"],
            ["export.agency_id", "export.id"],
            name=op.f("fk_export_file_agency_id_export_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_export_file_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_file")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_export_file_agency_id_id")),
    )
    op.create_index("uq_export_file_export", "export_file", ["agency_id", "export_id"], unique=True)
    op.create_table(
        "import_file",
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "import_id"],
            ["import.agency_id", "import.id"],
            name=op.f("fk_import_file_agency_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_import_file_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_import_file_agency_id_id")),
    )
    op.create_index(
        "uq_import_file_part", "import_file", ["agency_id", "import_id", "part"], unique=True
    )
    op.create_table(
        "import_rejected_row",
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "import_id"],
            ["import.agency_id", "import.id"],
            name=op.f("fk_import_rejected_row_agency_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_import_rejected_row_agency_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_rejected_row")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_import_rejected_row_agency_id_id")),
    )
    op.create_index(
        "uq_import_rejected_row",
        "import_rejected_row",
        ["agency_id", "import_id", "row"],
        unique=True,
    )
    op.create_table(
        "attendee",
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "contact_id is null or user_id is null", name=op.f("ck_attendee_one_person")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "activity_id"],
            ["activity.agency_id", "activity.id"],
            name=op.f("fk_attendee_agency_id_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "contact_id"],
            ["contact.agency_id", "contact.id"],
            name=op.f("fk_attendee_agency_id_contact_id"),
            ondelete="SET NULL (contact_id)",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_attendee_agency_id_user_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_attendee_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_attendee_agency_id_id")),
    )
    op.create_index("ix_attendee_activity", "attendee", ["agency_id", "activity_id"], unique=False)
    op.create_index("ix_attendee_contact", "attendee", ["agency_id", "contact_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.String(length=500), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "activity_id"],
            ["activity.agency_id", "activity.id"],
            name=op.f("fk_reminder_agency_id_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "author_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_reminder_agency_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "company_id"],
            ["company.agency_id", "company.id"],
            name=op.f("fk_reminder_agency_id_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_reminder_agency_id_user_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_reminder_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_reminder_agency_id_id")),
    )
    op.create_index("ix_reminder_activity", "reminder", ["agency_id", "activity_id"], unique=False)
    op.create_index(
        "ix_reminder_open",
        "reminder",
        ["agency_id", "user_id", "remind_at"],
        unique=False,
        postgresql_where=sa.text("done_at is null and deleted_at is null"),
    )
    op.create_table(
        "ticket",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=True),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("assignee_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column(
            "priority", sa.Enum("low", "medium", "high", name="ticket_priority"), nullable=False
        ),
        sa.Column("category_type", sa.String(length=10), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_action", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "assignee_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_ticket_agency_id_assignee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "company_id"],
            ["company.agency_id", "company.id"],
            name=op.f("fk_ticket_agency_id_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "contact_id"],
            ["contact.agency_id", "contact.id"],
            name=op.f("fk_ticket_agency_id_contact_id"),
            ondelete="SET NULL (contact_id)",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "owner_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_ticket_agency_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "subject_id"],
            ["ticket_subject.agency_id", "ticket_subject.id"],
            name=op.f("fk_ticket_agency_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_ticket_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_ticket_agency_id_id")),
        sa.UniqueConstraint("agency_id", "number", name=op.f("uq_ticket_agency_id_number")),
    )
    op.create_index(
        "ix_ticket_assignee", "ticket", ["agency_id", "assignee_id", "updated_at"], unique=False
    )
    op.create_index(
        "ix_ticket_company", "ticket", ["agency_id", "company_id", "updated_at"], unique=False
    )
    op.create_index(
        "ix_ticket_open",
        "ticket",
        ["agency_id", "updated_at", "id"],
        unique=False,
        postgresql_where=sa.text("status <> 'closed'"),
    )
    op.create_index(
        "ix_ticket_priority", "ticket", ["agency_id", "priority", "updated_at", "id"], unique=False
    )
    op.create_index("ix_ticket_updated", "ticket", ["agency_id", "updated_at", "id"], unique=False)
    op.create_table(
        "ticket_action",
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id", "author_id"],
            ["user.agency_id", "user.id"],
            name=op.f("fk_ticket_action_agency_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "ticket_id"],
            ["ticket.agency_id", "ticket.id"],
            name=op.f("fk_ticket_action_agency_id_ticket_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_ticket_action_agency_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_action")),
        sa.UniqueConstraint("agency_id", "id", name=op.f("uq_ticket_action_agency_id_id")),
        sa.UniqueConstraint(
            "agency_id",
            "ticket_id",
            "number",
            name=op.f("uq_ticket_action_agency_id_ticket_id_number"),
        ),
    )

    for table in TABLES_OF_AGENCIES:
        protect(table)
    protect_append_only("event")


def downgrade():
    op.drop_table("ticket_action")
    op.drop_index("ix_ticket_updated", table_name="ticket")
    op.drop_index("ix_ticket_priority", table_name="ticket")
    op.drop_index(
        "ix_ticket_open", table_name="ticket", postgresql_where=sa.text("status <> 'closed'")
    )
    op.drop_index("ix_ticket_company", table_name="ticket")
    op.drop_index("ix_ticket_assignee", table_name="ticket")
    op.drop_table("ticket")
    op.drop_index(
        "ix_reminder_open",
        table_name="reminder",
        postgresql_where=sa.text("done_at is null and deleted_at is null"),
    )
    op.drop_index("ix_reminder_activity", table_name="reminder")
    op.drop_table("reminder")
    op.drop_index("ix_attendee_contact", table_name="attendee")
    op.drop_index("ix_attendee_activity", table_name="attendee")
    op.drop_table("attendee")
    op.drop_index("uq_import_rejected_row", table_name="import_rejected_row")
    op.drop_table("import_rejected_row")
    op.drop_index("uq_import_file_part", table_name="import_file")
    op.drop_table("import_file")
    op.drop_index("uq_export_file_export", table_name="export_file")
    op.drop_table("export_file")
    op.drop_index(
        "uq_contact_primary", table_name="contact", postgresql_where=sa.text("is_primary")
    )
    op.drop_index("ix_contact_name", table_name="contact")
    op.drop_index("ix_contact_company", table_name="contact")
    op.drop_table("contact")
    op.drop_index("ix_activity_timeline", table_name="activity")
    op.drop_table("activity")
    op.drop_index(op.f("ix_user_session_user_id"), table_name="user_session")
    op.drop_table("user_session")
    op.drop_index(op.f("ix_mailed_link_user_id"), table_name="mailed_link")
    op.drop_table("mailed_link")
    op.drop_index("ix_company_import", table_name="company")
    op.drop_constraint(op.f("fk_company_agency_id_import_id"), "company", type_="foreignkey")
    op.drop_index("ix_import_recent", table_name="import")
    op.drop_table("import")
    op.drop_index("ix_export_user", table_name="export")
    op.drop_index("ix_export_expires", table_name="export")
    op.drop_table("export")
    op.drop_index("ix_event_within", table_name="event")
    op.drop_index("ix_event_subject", table_name="event")
    op.drop_table("event")
    op.drop_index("ix_company_owner", table_name="company")
    op.drop_index("ix_company_name", table_name="company")
    op.drop_index("ix_company_last_activity", table_name="company")
    op.drop_index("ix_company_created", table_name="company")
    op.drop_table("company")
    op.drop_index(op.f("ix_user_agency_id"), table_name="user")
    op.drop_table("user")
    op.drop_index("uq_ticket_subject_name", table_name="ticket_subject")
    op.drop_table("ticket_subject")
    op.drop_table("ticket_counter")
    op.drop_table("submission")
    op.drop_index(
        "ix_message_stuck", table_name="message", postgresql_where=sa.text("state = 'processing'")
    )
    op.drop_index(
        "ix_message_due", table_name="message", postgresql_where=sa.text("state = 'pending'")
    )
    op.drop_index("ix_message_agency", table_name="message")
    op.drop_table("message")
    op.drop_table("heartbeat")
    op.drop_index("uq_agency_name", table_name="agency")
    op.drop_table("agency")
    op.execute("DROP TYPE ticket_priority")
