"""The search: one table of what can be found, kept by triggers

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from app.core.searched import AGENCY, follow, keep, keep_present

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# As app/blueprints/search/words.py cleans what is typed.
PLAIN = r"""
CREATE FUNCTION search_plain(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN trim(regexp_replace(
    translate(replace(replace(replace(
        regexp_replace(lower(normalize(given, NFKD)), '[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+', '', 'g'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'øłđıħŧðς', 'oldihtdσ'),
    '[\u0001-/:-@\[-`{-¿\u2000-\u206f\u3000-\u303f\ufeff]+', ' ', 'g'))
"""
JOINED = r"""
CREATE FUNCTION search_joined(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(given, '''’‘`´.-‐‑–&/_+@', '')
"""
LEXEMES = """
CREATE FUNCTION search_lexemes(prefix text, plain text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY (
    SELECT prefix || left(word, 40) FROM unnest(string_to_array(plain, ' ')) word WHERE word <> ''
)
"""
PHONE = r"""
CREATE FUNCTION search_phone(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'r' || reverse(regexp_replace(given, '\D', '', 'g'))
"""
QUERY = """
CREATE FUNCTION search_query(prefixes text[], wanted text[], all_begin boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg('(' || (
        SELECT string_agg(quote_literal(prefix || part)
            || CASE WHEN (all_begin OR place = cardinality(wanted)) AND length(array_to_string(wanted, '')) > 2
               THEN ':*' ELSE '' END, '|')
        FROM unnest(prefixes) prefix, unnest(string_to_array(word, '|')) part
    ) || ')', '&') FROM unnest(wanted) WITH ORDINALITY AS given (word, place)
)::tsquery
"""
# Bitmap scans of the index of words only: no other plan is sure to be quick for every word.
FIND = """
CREATE FUNCTION search_find(kinds text[], whole text, wanted text[], wanted_number int, most int)
RETURNS TABLE (kind text, record_id bigint) LANGUAGE plpgsql STABLE
SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
    agency bigint := {agency};
    pool int := greatest(most, 200);
    all_begin boolean := false;
    is_found boolean := false;
    is_common boolean;
    one text;
    named tsquery;
    anywhere tsquery;
    ids bigint[];
    more bigint[];
    near bigint[];
BEGIN
    -- The last word is being typed: its beginning is enough; of all of them when nothing is found.
    FOREACH all_begin IN ARRAY ARRAY[false, true] LOOP
        EXIT WHEN is_found OR all_begin AND cardinality(wanted) = 1;
        FOREACH one IN ARRAY kinds LOOP
            ids := ARRAY (
                SELECT record_id FROM search_entry
                WHERE agency_id = agency AND kind = one AND number = wanted_number
            ) || ARRAY (
                SELECT record_id FROM search_entry
                WHERE agency_id = agency AND kind = one AND name >= whole AND name < whole || U&'\\+10FFFF'
                ORDER BY name, record_id DESC LIMIT most
            );
            IF cardinality(ids) < most THEN
                named := search_query(ARRAY[agency || one || ':'], wanted, all_begin);
                anywhere := search_query(ARRAY[agency || one || ':', agency || one || ' '], wanted, all_begin);
                -- Common words are found among the newest: no need to gather all that have them.
                SELECT coalesce(array_agg(record_id) FILTER (WHERE words @@ named), '{{}}'),
                    coalesce(array_agg(record_id), '{{}}') INTO more, near
                FROM (
                    SELECT record_id, words FROM search_entry
                    WHERE agency_id = agency AND kind = one ORDER BY record_id DESC LIMIT 300
                ) newest WHERE words @@ anywhere;
                IF cardinality(more) < most THEN
                    is_common := cardinality(near) >= most;
                    IF NOT is_common THEN
                        near := ARRAY (
                            SELECT record_id FROM search_entry
                            WHERE agency_id + 0 = agency AND words @@ anywhere LIMIT pool
                        );
                    END IF;
                    IF is_common OR cardinality(near) = pool THEN
                        more := more || ARRAY (
                            SELECT record_id FROM search_entry
                            WHERE agency_id + 0 = agency AND words @@ named LIMIT pool
                        );
                    END IF;
                    more := more || near;
                END IF;
                ids := ids || ARRAY (
                    SELECT record_id FROM search_entry
                    WHERE agency_id = agency AND kind = one AND record_id = ANY (more)
                    ORDER BY words @@ named DESC, CASE WHEN number IS NULL THEN name END, record_id DESC
                );
            END IF;
            RETURN QUERY SELECT one, id FROM unnest(ids) WITH ORDINALITY AS hit (id, place)
                GROUP BY id ORDER BY min(place) LIMIT most;
            is_found := is_found OR FOUND;
        END LOOP;
    END LOOP;
END $$
"""
LIKE = """
CREATE FUNCTION search_like(typed text, most int) RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY EXECUTE 'SELECT word FROM search_word WHERE agency_id = $1 AND word % $2
        GROUP BY word ORDER BY similarity(word, $2) DESC, word LIMIT $3'
        USING {agency}, typed, most;
END $$
"""
TRIGRAMS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX ix_search_word_trigrams ON search_word USING gin (word gin_trgm_ops);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'Without pg_trgm the search does not forgive typing errors.';
END $$
"""

COMPANY = """
SELECT agency_id, id AS record_id, name::text, null::int AS number, concat_ws(' ', city, region,
    street, postal_code, email, website, search_phone(phone), ops_team, description) AS body
FROM company WHERE deletion_id IS NULL
"""
CONTACT = """
SELECT contact.agency_id, contact.id AS record_id, concat_ws(' ', first_name, last_name) AS name,
    null::int AS number, concat_ws(' ', company.name, job_title, department, contact.email,
    search_phone(contact.phone), search_phone(mobile), notes) AS body
FROM contact JOIN company ON company.id = contact.company_id
WHERE contact.deleted_at IS NULL AND contact.deletion_id IS NULL
"""
TICKET = """
SELECT ticket.agency_id, ticket.id AS record_id, subject.name::text, ticket.number,
    concat_ws(' ', ticket.number, company.name, contact.first_name, contact.last_name,
    ticket.description) AS body
FROM ticket JOIN ticket_subject subject ON subject.id = ticket.subject_id
    JOIN company ON company.id = ticket.company_id
    LEFT JOIN contact ON contact.id = ticket.contact_id
WHERE ticket.deletion_id IS NULL
"""
ACTION = """
SELECT agency_id, id AS record_id, ''::text AS name, null::int AS number, details AS body
FROM ticket_action WHERE deletion_id IS NULL
"""
PEOPLE = ("first_name", "last_name")
CONTACTS = "SELECT contact.id FROM contact JOIN changed ON contact.company_id = changed.id"
OF_TICKET = "SELECT ticket.id FROM ticket JOIN changed ON ticket.{} = changed.id"


def upgrade():
    op.create_table(
        "search_entry",
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("words", TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_search_entry_agency_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agency_id", "kind", "record_id", name="pk_search_entry"),
    )
    # What is not sorted into the index yet is read by every search: little of it.
    op.create_index(
        "ix_search_entry_words",
        "search_entry",
        ["words"],
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 128},
    )
    op.create_index(
        "ix_search_entry_name",
        "search_entry",
        ["agency_id", "kind", "name", sa.text("record_id DESC")],
    )
    op.create_index(
        "ix_search_entry_number",
        "search_entry",
        ["agency_id", "kind", "number"],
        postgresql_where=sa.text("number is not null"),
    )
    op.create_table(
        "search_word",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_search_word_agency_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_search_word"),
    )
    op.create_index("ix_search_word_word", "search_word", ["agency_id", "word"])
    for function in (PLAIN, JOINED, LEXEMES, PHONE, QUERY):
        op.execute(function)
    for function in (FIND, LIKE):
        op.execute(function.format(agency=AGENCY))
    op.execute(TRIGRAMS)
    _companies()
    _contacts()
    _tickets()
    for kind, table in (
        ("company", "company"),
        ("contact", "contact"),
        ("ticket", "ticket"),
        ("action", "ticket_action"),
    ):
        keep_present(kind, table)


def _companies():
    keep("company", COMPANY)
    columns = ("name", "city", "region", "street", "postal_code", "email", "website", "phone")
    follow("company", "company", columns=(*columns, "ops_team", "description", "deletion_id"))


def _contacts():
    keep("contact", CONTACT)
    columns = ("company_id", *PEOPLE, "job_title", "department", "email", "phone", "mobile")
    follow("contact", "contact", columns=(*columns, "notes", "deleted_at", "deletion_id"))
    follow("contact", "company", columns=("name", "id"), reach=CONTACTS, when=("UPDATE",))


def _tickets():
    keep("ticket", TICKET)
    columns = ("number", "company_id", "contact_id", "subject_id", "description", "deletion_id")
    follow("ticket", "ticket", columns=columns)
    for table, names in (
        ("company", ("name",)),
        ("contact", PEOPLE),
        ("ticket_subject", ("name",)),
    ):
        column = f"{table.removeprefix('ticket_')}_id"
        reach = OF_TICKET.format(column)
        follow("ticket", table, columns=(*names, "id"), reach=reach, when=("UPDATE",))
    keep("action", ACTION)
    follow("action", "ticket_action", columns=("details", "deletion_id"))


def downgrade():
    for kind in ("company", "contact", "ticket", "action"):
        op.execute(f"DROP FUNCTION search_keep_{kind}")
        op.execute(f"DROP VIEW searched_{kind}")
    for kind, table in (
        ("company", "company"), ("contact", "contact"), ("contact", "company"), ("ticket", "ticket"),
        ("ticket", "company"), ("ticket", "contact"), ("ticket", "ticket_subject"),
        ("action", "ticket_action"),
    ):  # fmt: skip
        op.execute(f"DROP FUNCTION search_{kind}_follows_{table} CASCADE")
    op.execute("DROP FUNCTION search_find, search_like, search_query, search_phone, search_lexemes")
    op.execute("DROP FUNCTION search_joined, search_plain")
    op.drop_table("search_word")
    op.drop_table("search_entry")
