"""The search is quicker with common words: whole ones first, and few candidates looked through

Revision ID: 0024
Revises: 0023
"""

from alembic import op

from app.core.searched import AGENCY

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# `begun` are the places of the words of which the beginning is enough.
QUERY = """
CREATE OR REPLACE FUNCTION search_query(marks text[], wanted text[], begun int[]) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg('(' || (
        SELECT string_agg(quote_literal(mark || part) || CASE WHEN place = ANY (begun) THEN ':*' ELSE '' END, '|')
        FROM unnest(marks) mark, unnest(string_to_array(word, '|')) part
    ) || ')', '&') FROM unnest(wanted) WITH ORDINALITY AS given (word, place)
)::tsquery
"""
# Bitmap scans of the index of words only: no other plan is sure to be quick for every word.
FIND = """
CREATE OR REPLACE FUNCTION search_find(kinds text[], whole text, wanted text[], wanted_number int, most int)
RETURNS TABLE (kind text, record_id bigint) LANGUAGE plpgsql STABLE
SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
    agency bigint := {agency};
    pool int := greatest(most, 200);
    words_wanted int := cardinality(wanted);
    last int[] := CASE WHEN length(array_to_string(wanted, '')) > 2 THEN ARRAY[cardinality(wanted)] ELSE '{{}}' END;
    is_found boolean := false;
    one text;
    mark text;
    named tsquery;
    anywhere tsquery;
    ids bigint[];
    more bigint[];
    near bigint[];
    whole_named tsquery;
    whole_anywhere tsquery;
    rarely tsquery;
    common text[];
    rare text[];
    begun int[];
BEGIN
    -- What PostgreSQL has counted as frequent.
    IF words_wanted > 1 THEN
        common := ARRAY (
            SELECT word FROM (
                SELECT unnest(most_common_elems::text::text[]) word FROM pg_stats
                WHERE schemaname = current_schema AND tablename = 'search_entry' AND attname = 'words'
            ) counted WHERE word LIKE agency || '%'
        );
    END IF;
    -- The last word is being typed: its beginning is enough.
    FOREACH one IN ARRAY kinds LOOP
        mark := agency || one;
        CONTINUE WHEN NOT EXISTS (SELECT FROM search_entry WHERE agency_id = agency AND kind = one);
        ids := ARRAY (
            SELECT record_id FROM search_entry
            WHERE agency_id = agency AND kind = one AND number = wanted_number
        ) || ARRAY (
            SELECT record_id FROM search_entry
            WHERE agency_id = agency AND kind = one AND name >= whole AND name < whole || U&'\\+10FFFF'
            ORDER BY name, record_id DESC LIMIT most
        );
        IF cardinality(ids) < most THEN
            named := search_query(ARRAY[mark || ':'], wanted, last);
            anywhere := search_query(ARRAY[mark || ':', mark || ' '], wanted, last);
            -- Common words are found among the newest: no need to gather all that have them.
            SELECT coalesce(array_agg(record_id) FILTER (WHERE words @@ named), '{{}}'),
                coalesce(array_agg(record_id), '{{}}') INTO more, near
            FROM (
                SELECT record_id, words FROM search_entry
                WHERE agency_id = agency AND kind = one ORDER BY record_id DESC LIMIT 300
            ) newest WHERE words @@ anywhere;
            -- Whole words first: PostgreSQL reads their lists much quicker than those of a beginning.
            IF words_wanted > 1 AND cardinality(more) < most THEN
                whole_named := search_query(ARRAY[mark || ':'], wanted, '{{}}');
                whole_anywhere := search_query(ARRAY[mark || ':', mark || ' '], wanted, '{{}}');
                more := more || ARRAY (
                    SELECT record_id FROM search_entry WHERE agency_id + 0 = agency
                    AND words @@ whole_named AND record_id <> ALL (more) LIMIT pool
                );
                IF cardinality(more) < most AND cardinality(near) < most THEN
                    near := near || ARRAY (
                        SELECT record_id FROM search_entry WHERE agency_id + 0 = agency
                        AND words @@ whole_anywhere AND record_id <> ALL (near) LIMIT pool
                    );
                END IF;
            END IF;
            IF cardinality(more) < most AND (words_wanted = 1 OR cardinality(near) < most) THEN
                rare := ARRAY (
                    SELECT word FROM unnest(wanted[1:words_wanted - 1]) word
                    WHERE NOT common && ARRAY (
                        SELECT mark || kept || part
                        FROM unnest(ARRAY[':', ' ']) kept, unnest(string_to_array(word, '|')) part)
                );
                IF rare <> '{{}}' THEN
                    rarely := search_query(ARRAY[mark || ':', mark || ' '], rare, '{{}}');
                    -- Few have the rare words: those are looked through.
                    near := near || ARRAY (
                        SELECT record_id FROM (
                            SELECT record_id, words FROM search_entry WHERE agency_id + 0 = agency
                            AND words @@ rarely OFFSET 0
                        ) few WHERE words @@ anywhere AND record_id <> ALL (near) LIMIT pool
                    );
                ELSE
                    more := more || ARRAY (
                        SELECT record_id FROM search_entry
                        WHERE agency_id + 0 = agency AND words @@ named AND record_id <> ALL (more) LIMIT pool
                    );
                    -- A frequent word is whole, in texts at least.
                    IF cardinality(more) < most AND cardinality(near) < most AND (words_wanted = 1 OR NOT
                        common && ARRAY[mark || ':' || wanted[words_wanted], mark || ' ' || wanted[words_wanted]])
                    THEN
                        near := near || ARRAY (
                            SELECT record_id FROM search_entry
                            WHERE agency_id + 0 = agency AND words @@ anywhere AND record_id <> ALL (near) LIMIT pool
                        );
                    END IF;
                END IF;
            END IF;
            ids := ids || ARRAY (
                SELECT record_id FROM search_entry
                WHERE agency_id = agency AND kind = one AND record_id = ANY (more || near)
                ORDER BY words @@ named DESC, CASE WHEN number IS NULL THEN name END, record_id DESC
            );
        END IF;
        RETURN QUERY SELECT one, id FROM unnest(ids) WITH ORDINALITY AS hit (id, place)
            GROUP BY id ORDER BY min(place) LIMIT most;
        is_found := is_found OR FOUND;
    END LOOP;
    -- When there is nothing: the beginnings of all words, in names.
    IF NOT is_found AND words_wanted > 1 AND last <> '{{}}' THEN
        FOREACH one IN ARRAY kinds LOOP
            begun := ARRAY (
                SELECT place FROM unnest(wanted) WITH ORDINALITY AS given (word, place)
                WHERE NOT common && ARRAY[agency || one || ':' || word]
            );
            CONTINUE WHEN begun <@ last;
            named := search_query(ARRAY[agency || one || ':'], wanted, begun);
            RETURN QUERY SELECT one, record_id FROM (
                SELECT record_id, name, number FROM search_entry
                WHERE agency_id + 0 = agency AND words @@ named LIMIT pool
            ) hit ORDER BY CASE WHEN number IS NULL THEN name END, record_id DESC LIMIT most;
        END LOOP;
    END IF;
END $$
"""


def upgrade():
    op.execute("DROP FUNCTION IF EXISTS search_query(text[], text[], boolean)")
    op.execute(QUERY)
    op.execute(FIND.format(agency=AGENCY))


def downgrade():
    """The former version calls the same function."""
