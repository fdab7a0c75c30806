"""What makes companies alike, what they are searched by, and links between them

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from app.core import rls

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

FORMS = "the|and|ltd|limited|plc|inc|incorporated|llc|llp|lp|corp|corporation|co|company|gmbh|ag|sa|srl|bv|nv"
KEPT = {
    "name_key": (
        f"regexp_replace(regexp_replace(lower(name), '\\m({FORMS})\\M', '', 'g'), '(\\W|_)+', '', 'g')"
    ),
    "email_domain": "nullif(lower(split_part(email, '@', 2)), '')",
    "web_domain": "regexp_replace(lower(website), '^https?://(www[.])?([^/:?#]+).*$', '\\2')",
    "searched": "lower(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(city, ''))",
}
COLLATIONS = {"name_key": "C"}


def upgrade():
    for name, expression in KEPT.items():
        kind = sa.Text(collation=COLLATIONS.get(name))
        op.add_column("company", sa.Column(name, kind, sa.Computed(expression, persisted=True)))
    op.create_index("ix_company_name_key", "company", ["agency_id", "name_key"])
    op.create_index("ix_company_email_domain", "company", ["agency_id", "email_domain"])
    op.create_index("ix_company_web_domain", "company", ["agency_id", "web_domain"])
    op.create_index("ix_company_phone", "company", ["agency_id", "phone", "id"])
    op.create_index("ix_company_type", "company", ["agency_id", "company_type", "id"])
    op.create_index("ix_company_status", "company", ["agency_id", "status", "id"])
    op.create_index("ix_company_industry", "company", ["agency_id", "industry", "id"])
    create_links()


def create_links():
    op.create_table(
        "company_link",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("second_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name="ck_company_link_in_order"),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_company_link_agency_id", ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                ["agency_id", column],
                ["company.agency_id", "company.id"],
                name=f"fk_company_link_agency_id_{column}",
                ondelete="CASCADE",
            )
            for column in ("first_id", "second_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id", "user_id"],
            ["user.agency_id", "user.id"],
            name="fk_company_link_agency_id_user_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_company_link"),
        sa.UniqueConstraint("agency_id", "id", name="uq_company_link_agency_id_id"),
        sa.UniqueConstraint(
            "agency_id",
            "first_id",
            "second_id",
            name="uq_company_link_agency_id_first_id_second_id",
        ),
    )
    op.create_index("ix_company_link_second", "company_link", ["agency_id", "second_id"])
    rls.protect("company_link")


def downgrade():
    op.drop_table("company_link")
    for name in ("type", "status", "industry", "phone"):
        op.drop_index(f"ix_company_{name}", "company")
    for name in KEPT:
        op.drop_column("company", name)
