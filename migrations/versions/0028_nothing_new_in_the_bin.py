"""Nothing is added to a record that somebody else puts into the bin at this moment

Revision ID: 0028
Revises: 0027
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

# What goes into the bin with what: (table, its reference, the table referred to).
BELONGING = (
    ("contact", "company_id", "company"),
    ("activity", "company_id", "company"),
    ("reminder", "company_id", "company"),
    ("client_notes", "company_id", "company"),
    ("fee", "company_id", "company"),
    ("file", "company_id", "company"),
    ("ticket", "company_id", "company"),
    ("ticket_action", "ticket_id", "ticket"),
    ("file", "action_id", "ticket_action"),
)
# Row-level security hides what lies in the bin. The row is locked against the one who is putting it
# there: who waited for that finds it gone, as if it had been deleted for good.
REFUSE = """
CREATE FUNCTION refuse_in_bin() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parent bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    is_there boolean;
BEGIN
    IF parent IS NOT NULL THEN
        EXECUTE format('SELECT true FROM %I WHERE id = $1 FOR KEY SHARE', TG_ARGV[1]) INTO is_there USING parent;
        IF is_there IS NULL THEN
            RAISE foreign_key_violation USING MESSAGE = 'what the row belongs to lies in the bin';
        END IF;
    END IF;
    RETURN NEW;
END $$
"""


def upgrade():
    op.execute(REFUSE)
    for table, column, parent in BELONGING:
        op.execute(
            f"CREATE TRIGGER {column}_not_in_bin BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_in_bin('{column}', '{parent}')"
        )


def downgrade():
    for table, column, _ in BELONGING:
        op.execute(f"DROP TRIGGER {column}_not_in_bin ON {table}")
    op.execute("DROP FUNCTION refuse_in_bin()")
