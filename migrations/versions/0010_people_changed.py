"""An agency knows when its people changed last, so that lists of colleagues can be kept

Revision ID: 0010
Revises: 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MARK = """
CREATE FUNCTION mark_people_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE agency SET people_mark = gen_random_uuid() WHERE id = coalesce(NEW.agency_id, OLD.agency_id);
    RETURN NULL;
END $$
"""
WATCH = """
CREATE TRIGGER people_changed
AFTER INSERT OR DELETE OR UPDATE OF first_name, last_name, role, email_verified_at, deactivated_at ON "user"
FOR EACH ROW EXECUTE FUNCTION mark_people_changed()
"""


def upgrade():
    op.execute("ALTER TABLE agency ADD COLUMN people_mark uuid NOT NULL DEFAULT gen_random_uuid()")
    op.execute(MARK)
    op.execute(WATCH)


def downgrade():
    op.execute('DROP TRIGGER people_changed ON "user"')
    op.execute("DROP FUNCTION mark_people_changed()")
    op.execute("ALTER TABLE agency DROP COLUMN people_mark")
