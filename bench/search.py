"""`bin/bench --search`: the box of the search in an agency of 500,000 records among twenty agencies.

Every query of the list is asked over HTTP as somebody types it. `BENCH_DATABASE_URL` names a database
to fill instead of the embedded one: an empty one, on a PostgreSQL that has pg_trgm, say.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from statistics import median
from urllib.parse import quote

from flask import Flask
from sqlalchemy import text

from app.blueprints.accounts import passwords
from app.blueprints.crm.companies.models import Company
from app.blueprints.search import rebuilding
from app.core import tenancy
from app.core.db import db
from bench import data, servers
from bench.cases import Call, Case
from bench.load import measure
from bench.visitor import Visitor

AGENCIES = 20
LARGE = {"companies": 100_000, "contacts": 200_000, "tickets": 200_000}
SMALL = {"companies": 1_000, "contacts": 2_000, "tickets": 2_000}
TABLES = ("company", "contact", "ticket")
ROUNDS = 8
IMPORTED, BATCH = 10_000, 500
MARK = "search 3"

# A word for every number up to 8,000: "Bramorton", "Kelavale" …
WORD = """
create or replace function pg_temp.word(n bigint) returns text language sql immutable as $$
select (array['Bra','Kel','Mor','Tan','Wes','Har','Lin','Osk','Per','Qua','Rus','Sel','Tor','Ul','Vin',
              'Wal','Yar','Zel','Dun','Fen'])[1 + n % 20]
    || (array['a','e','i','o','u','am','el','is','or','un','ab','ed','in','ot','ur','an','er','il','on','ys']
       )[1 + n / 20 % 20]
    || (array['ton','vale','ford','wick','dale','ham','stead','worth','field','more','bury','well','gate',
              'mouth','bridge','wood','land','burn','by','cote'])[1 + n / 400 % 20]
$$
"""
STEPS = (
    data.STEPS[0],
    """
    insert into company (agency_id, name, street, city, postal_code, country, phone, email, website,
                         industry, company_type, client_type, status, description, updated_at, created_at)
    select :a, pg_temp.word(i * 7919 % 8000) || ' '
               || (array['Engineering','Foods','Legal','Energy','Media','Hotels','Travel'])[1 + i % 7]
               || (array[' Ltd',' plc',' Group',' & Sons',''])[1 + i % 5],
           i || ' High Street', pg_temp.word(i * 31 % 900), 'EC1A 1BB', 'GB',
           '+4420' || lpad((i * 37 % 100000000)::text, 8, '0'), 'office' || i || '@client.test',
           'https://client' || i || '.test', 'finance', 'prospect', 'travel', 'lead',
           'Looked after from ' || pg_temp.word(i * 13 % 8000) || ', travels mostly by rail.', now(), now()
    from generate_series(1, :companies) i
    """,
    """
    insert into contact (agency_id, company_id, first_name, last_name, email, phone, job_title,
                         is_primary, is_booker, is_traveller, is_vip, updated_at, created_at)
    select :a, co.id,
           (array['Carol','Anna','Peter','Zoë','José','Maria','Ahmed','Ling','Olaf','Ruth'])[1 + i % 10],
           pg_temp.word(i * 4729 % 8000), 'person' || i || '@client.test',
           '+4416' || lpad((i * 41 % 100000000)::text, 8, '0'), 'Travel manager', false, false, true,
           false, now(), now()
    from generate_series(1, :contacts) i
    join (select id, row_number() over (order by id) as place
          from company where agency_id = :a) co on co.place = 1 + i % :companies
    """,
    """
    insert into ticket_subject (agency_id, name, created_at)
    select :a, (array['Hotel overcharge','Missed connection','Visa question','Refund due','Lost baggage'])
               [1 + i % 5] || ' ' || pg_temp.word(i * 17 % 8000), now()
    from generate_series(1, 2000) i
    """,
    """
    insert into ticket (agency_id, number, company_id, contact_id, subject_id, owner_id, status,
                        priority, category_type, category, description, opened_at, updated_at,
                        last_action, version, created_at)
    select :a, i, co.company_id, co.id,
           s.ids[1 + i % 2000], u.ids[1 + i % array_length(u.ids, 1)], 'open',
           'medium', 'client', 'complaint',
           'The traveller was charged twice at the hotel in ' || pg_temp.word(i * 7 % 8000)
           || ' for the same night and asks for a refund of the second. Booking ' || md5(i::text),
           now(), now(), 0, 1, now()
    from generate_series(1, :tickets) i
    join (select id, company_id, row_number() over (order by id) as place
          from contact where agency_id = :a) co on co.place = 1 + i % :contacts,
         (select array_agg(id order by id) ids from ticket_subject where agency_id = :a) s,
         (select array_agg(id order by id) ids from "user" where agency_id = :a) u
    """,
    "insert into ticket_counter (agency_id, last, created_at) values (:a, :tickets, now())",
)

QUERIES = {
    "one letter": ("b", "h"),
    "two letters": ("ke", "pl"),
    "beginning of a name": ("kelav", "bramo", "vino"),
    "whole name": ("kelavale foods ltd", "anna torerwell"),
    "two words": ("foods kelav", "zoe mor", "hotel torer"),
    "number": ("#1200", "150000"),
    "telephone": ("020 0370 0037",),
    "e-mail": ("office4711@client.test",),
    "rare word of a text": (f"{'c4ca4238a0b923820dcc509a6f75849b'[:12]}",),
    "very common word": ("hotel", "travel", "refund", "ltd"),
    "two common words": ("hotel refund", "anna travel", "foods energy"),
    "typing error": ("kelavael", "torerwel foods", "enginering"),
    "nothing": ("xyzzy", "kelavale xyzzy"),
}


@dataclass(frozen=True)
class Timed:
    name: str
    p50_ms: float
    p95_ms: float


def run(*, as_json: bool) -> None:
    with servers.databases():
        app = servers.application()
        agency_id = filled(app)
        rows_per_s = imported(app, agency_id)
        with servers.web():
            results = asked(app, agency_id)
    if as_json:
        print(json.dumps({r.name: asdict(r) for r in results} | {"import_rows_per_s": rows_per_s}))
        return
    print(f"search in {sum(LARGE.values()):,} records, {AGENCIES} agencies; times in ms, over HTTP")
    for result in results:
        print(f"{result.name:<24}{result.p50_ms:>8}{result.p95_ms:>8}")
    print("rows a second into company, with and without the triggers: {} {}".format(*rows_per_s))


def filled(app: Flask) -> int:
    """The large agency's id. Fills the database unless it holds just this already."""
    with app.app_context():
        servers.migrate()
        if db.session.scalar(text("select obj_description('public'::regnamespace)")) != MARK:
            print("Filling twenty agencies with 595,000 records …", file=sys.stderr)
            db.session.execute(text('truncate agency, "user", message cascade'))
            db.session.commit()
            _fill()
            db.session.execute(text(f"comment on schema public is '{MARK}'"))
            db.session.commit()
        return db.session.scalar(text("select min(id) from agency"))


def _fill() -> None:
    password = passwords.hashed("correct horse battery")
    ids = db.session.scalars(text(data.AGENCIES_SQL), {"n": AGENCIES}).all()
    _triggers("disable")
    db.session.commit()
    for agency_id in ids:
        with tenancy.entered(agency_id):
            sizes = LARGE if agency_id == ids[0] else SMALL
            numbers = {"a": agency_id, "users": 12, "password": password, **sizes}
            db.session.execute(text(WORD))
            for step in STEPS:
                db.session.execute(text(step), numbers)
            db.session.commit()
    _triggers("enable")
    db.session.commit()
    started = time.perf_counter()
    for agency_id in ids:
        with tenancy.entered(agency_id):
            rebuilding.rebuild()
            db.session.commit()
    print(f"Rebuilt in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze"))


def _triggers(verb: str) -> None:
    for table in TABLES:
        db.session.execute(text(f"alter table {table} {verb} trigger user"))


def imported(app: Flask, agency_id: int) -> tuple[int, int]:
    """Companies a second in batches as an import writes them, with and without the triggers; they
    are taken back afterwards."""
    with app.app_context(), tenancy.entered(agency_id):
        kept = _inserted()
        _triggers("disable")
        bare = _inserted()
        db.session.rollback()
    return kept, bare


def _inserted() -> int:
    values = {"city": "Leeds", "email": "a@b.test", "phone": "+442079460018"}
    names = [f"Imported Kelavale {n} Foods" for n in range(IMPORTED)]
    started = time.perf_counter()
    for first in range(0, IMPORTED, BATCH):
        rows = [{"name": name, **values} for name in names[first : first + BATCH]]
        db.session.execute(Company.__table__.insert(), [_defaulted(row) for row in rows])
    return round(IMPORTED / (time.perf_counter() - started))


def _defaulted(row: dict) -> dict:
    return {**row, "agency_id": tenancy.agency_id()}


def asked(app: Flask, agency_id: int) -> list[Timed]:
    visitor = Visitor.sign_in(app, agency_id)
    results = [_timed(name, visitor, queries) for name, queries in QUERIES.items()]
    everything = tuple(query for queries in QUERIES.values() for query in queries)
    return [*results, _timed("all of them", visitor, everything)]


def _timed(name: str, visitor: Visitor, queries: tuple[str, ...]) -> Timed:
    calls = tuple(Call("GET", f"/search/options?q={quote(query)}") for query in queries)
    requests = visitor.requests(Case(name, calls, "", "", htmx=True))
    measure(servers.PORT, requests, connections=1, requests=len(requests))
    rounds = [
        measure(servers.PORT, requests, connections=1, requests=len(requests) * ROUNDS)
        for _ in range(3)
    ]
    return Timed(
        name,
        round(median(r.p50_ms for r in rounds), 1),
        round(median(r.p95_ms for r in rounds), 1),
    )
