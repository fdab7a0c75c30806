"""The search finds client notes by section, suppliers, and files by name

Revision ID: 0021
Revises: 0020
"""

from alembic import op

from app.core.searched import follow, keep, keep_present

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# A section is found by the id of its last revision.
NOTE = """
SELECT revision.agency_id, revision.id AS record_id, ''::text AS name, null::int AS number,
    concat_ws(' ', company.name, replace(revision.section, '_', ' '), revision.words) AS body
FROM note_revision revision
    JOIN client_notes notes ON notes.id = revision.notes_id
    JOIN company ON company.id = notes.company_id
WHERE revision.words <> '' AND notes.deletion_id IS NULL AND company.deletion_id IS NULL
    AND company.company_type <> 'supplier'
    AND NOT EXISTS (
        SELECT FROM note_revision later WHERE later.agency_id = revision.agency_id
        AND later.notes_id = revision.notes_id AND later.section = revision.section
        AND later.id > revision.id)
"""
WRITTEN = """
SELECT id FROM changed UNION ALL SELECT (
    SELECT max(former.id) FROM note_revision former WHERE former.agency_id = changed.agency_id
    AND former.notes_id = changed.notes_id AND former.section = changed.section
    AND former.id < changed.id) FROM changed
"""
OF_NOTES = (
    "SELECT revision.id FROM note_revision revision JOIN changed ON revision.notes_id = changed.id"
)
OF_COMPANY = """
SELECT revision.id FROM note_revision revision JOIN client_notes notes ON notes.id = revision.notes_id
JOIN changed ON notes.company_id = changed.id
"""
SUPPLIER = """
SELECT agency_id, id AS record_id, name::text, null::int AS number, concat_ws(' ', supplier_type,
    (SELECT string_agg(site, ' ') FROM jsonb_array_elements_text(websites) site),
    (SELECT string_agg(search_phone(phone), ' ') FROM jsonb_array_elements_text(numbers) phone),
    group_email, general_email, manager_name, search_phone(manager_phone), manager_email,
    other) AS body
FROM supplier WHERE deletion_id IS NULL
"""
FILE = """
SELECT agency_id, id AS record_id, name::text, null::int AS number, ''::text AS body
FROM file WHERE deletion_id IS NULL
"""
REACHES = (
    ("note", "note_revision"), ("note", "client_notes"), ("note", "company"),
    ("supplier", "supplier"), ("file", "file"),
)  # fmt: skip


def upgrade():
    keep("note", NOTE)
    written = ("notes_id", "section", "words")
    follow("note", "note_revision", columns=written, reach=WRITTEN, when=("INSERT", "DELETE"))
    follow("note", "client_notes", columns=("deletion_id",), reach=OF_NOTES, when=("UPDATE",))
    named = ("name", "company_type")
    follow("note", "company", columns=named, reach=OF_COMPANY, when=("UPDATE",))
    keep("supplier", SUPPLIER)
    columns = ("supplier_type", "name", "websites", "numbers", "group_email", "general_email")
    manager = ("manager_name", "manager_phone", "manager_email")
    follow("supplier", "supplier", columns=(*columns, *manager, "other", "deletion_id"))
    keep("file", FILE)
    follow("file", "file", columns=("name", "deletion_id"))
    for kind, table in (("note", "note_revision"), ("supplier", "supplier"), ("file", "file")):
        keep_present(kind, table)


def downgrade():
    for kind, table in REACHES:
        op.execute(f"DROP FUNCTION search_{kind}_follows_{table} CASCADE")
    for kind in ("note", "supplier", "file"):
        op.execute(f"DROP FUNCTION search_keep_{kind}")
        op.execute(f"DROP VIEW searched_{kind}")
    op.execute("DELETE FROM search_entry WHERE kind IN ('note', 'supplier', 'file')")
