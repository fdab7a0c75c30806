"""What the search finds, for migrations. A kind of record is kept in the table `search_entry` by
triggers, in the transaction of each change, whoever makes it:

    keep("company", "select agency_id, id as record_id, name, null::int as number, … as body from company")
    follow("company", "company", columns=("name", "city"))

`keep` takes the rows that can be found, one per record: what was deleted is not among them. It can be
called again when a kind has more to be found by. `follow` says which table's changes concern which
records; `reach` selects their ids from the rows `changed`.
"""

from collections.abc import Sequence

from alembic import op

AGENCY = "nullif(current_setting('app.agency_id', true), '')::bigint"

KEEP = """
CREATE OR REPLACE FUNCTION search_keep_{kind}(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    agency bigint := {agency};
BEGIN
    -- Locked first and read afterwards, so that of two changes at once the later one sees both.
    PERFORM FROM search_entry WHERE agency_id = agency AND kind = '{kind}'
        AND record_id = ANY (changed) ORDER BY record_id FOR UPDATE;
    DELETE FROM search_entry
        WHERE agency_id = agency AND kind = '{kind}' AND record_id = ANY (changed);
    WITH found AS MATERIALIZED (
        SELECT source.*, search_plain(source.name) AS plain FROM searched_{kind} source
        WHERE source.agency_id = agency AND source.record_id = ANY (changed)
    ), kept AS (
        INSERT INTO search_entry (agency_id, kind, record_id, name, number, words)
        SELECT agency_id, '{kind}', record_id, left(plain, 100), number, array_to_tsvector(
            search_lexemes(agency_id || '{kind}:', plain)
            || search_lexemes(agency_id || '{kind}:', search_plain(search_joined(name)))
            || search_lexemes(agency_id || '{kind} ', search_plain(left(body, 100000))))
        FROM found ON CONFLICT DO NOTHING
    )
    INSERT INTO search_word (agency_id, word)
    SELECT DISTINCT found.agency_id, word FROM found, unnest(string_to_array(plain, ' ')) word
    WHERE word ~ '^[^0-9]{{4,40}}$' AND NOT EXISTS (
        SELECT FROM search_word known WHERE known.agency_id = found.agency_id AND known.word = word.word);
END $$
"""

FOLLOW = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    IF tg_op = 'INSERT' THEN
        WITH changed AS (SELECT * FROM after) SELECT array_agg(DISTINCT id) INTO ids FROM ({reach}) of;
    ELSIF tg_op = 'DELETE' THEN
        WITH changed AS (SELECT * FROM before) SELECT array_agg(DISTINCT id) INTO ids FROM ({reach}) of;
    ELSE
        WITH changed AS (
            SELECT after.* FROM after JOIN before USING (id)
            WHERE ({after}) IS DISTINCT FROM ({before})
        ) SELECT array_agg(DISTINCT id) INTO ids FROM ({reach}) of;
    END IF;
    IF ids IS NOT NULL THEN
        PERFORM search_keep_{kind}(ids);
    END IF;
    RETURN NULL;
END $$
"""

PRESENT = """
DO $$
DECLARE
    agency bigint;
    before text := coalesce(current_setting('app.agency_id', true), '');
BEGIN
    FOR agency IN SELECT id FROM agency LOOP
        PERFORM set_config('app.agency_id', agency::text, true);
        PERFORM search_keep_{kind}(ids) FROM (
            SELECT array_agg(id) ids
            FROM (SELECT id, row_number() OVER () n FROM "{table}") present
            GROUP BY n / 1000) batch;
    END LOOP;
    PERFORM set_config('app.agency_id', before, true);
END $$
"""

TABLES = {
    "INSERT": "NEW TABLE AS after",
    "UPDATE": "OLD TABLE AS before NEW TABLE AS after",
    "DELETE": "OLD TABLE AS before",
}


def keep(kind: str, rows: str) -> None:
    """`rows` selects agency_id, record_id, name, number (or null) and body."""
    op.execute(f"CREATE OR REPLACE VIEW searched_{kind} AS {rows}")
    op.execute(KEEP.format(kind=kind, agency=AGENCY))


def follow(
    kind: str,
    table: str,
    *,
    columns: Sequence[str],
    reach: str = "SELECT id FROM changed",
    when: Sequence[str] = ("INSERT", "UPDATE", "DELETE"),
) -> None:
    """Changes of these columns of the table change what is found of the kind."""
    function = f"search_{kind}_follows_{table}"
    after, before = (", ".join(f"{side}.{c}" for c in columns) for side in ("after", "before"))
    op.execute(FOLLOW.format(function=function, kind=kind, reach=reach, after=after, before=before))
    for operation in when:
        trigger = f"{function}_{operation.lower()}"
        op.execute(
            f'CREATE OR REPLACE TRIGGER {trigger} AFTER {operation} ON "{table}" '
            f"REFERENCING {TABLES[operation]} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )


def keep_present(kind: str, table: str) -> None:
    """Takes up the rows that are there already, agency by agency."""
    op.execute(PRESENT.format(kind=kind, table=table))
