"""The walls between agencies, checked for every table and every route there is. Each guard is also
shown something that is wrong."""

import json
import re
import subprocess
import sys
from itertools import product

import pytest
from flask import url_for
from sqlalchemy import text
from werkzeug.routing import AnyConverter, Map, Rule

from app.config import CHECKOUT
from app.core.db import db
from app.core.rls import AGENCY
from tests.core.test_config import PRODUCTION
from tests.isolation import NO_RECORDS, PUBLIC, RECORDS

# The search is outside: tests/search shows that it finds nothing of another agency.
PLATFORM = {"user", "message", "search_entry", "search_word"}
POLICY = "(agency_id = (NULLIF(current_setting('app.agency_id'::text, true), ''::text))::bigint)"
ERASING = f"({POLICY} AND (current_setting('app.erasing'::text, true) = 'on'::text))"
HIDING = (
    "bin",
    False,
    "((deletion_id IS NULL) OR (current_setting('app.bin'::text, true) = 'open'::text))",
    "true",
)

TABLES = """
    select relname, relrowsecurity and relforcerowsecurity
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relkind in ('r', 'p') and attname = 'agency_id' and relnamespace = 'public'::regnamespace
"""
POLICIES = """
    select relname, polname, polpermissive, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
    from pg_policy join pg_class on pg_class.oid = polrelid
"""
REFERENCES = """
    select conname, source.relname, target.relname,
        exists (select from unnest(conkey, confkey) as pair (own, its)
            join pg_attribute own_name on own_name.attrelid = conrelid and own_name.attnum = pair.own
            join pg_attribute its_name on its_name.attrelid = confrelid and its_name.attnum = pair.its
            where own_name.attname = 'agency_id' and its_name.attname = 'agency_id')
    from pg_constraint
        join pg_class source on source.oid = conrelid join pg_class target on target.oid = confrelid
    where contype = 'f'
"""


def agency_tables() -> set[str]:
    return {name for name, _ in db.session.execute(text(TABLES))}


def open_tables() -> set[str]:
    """Tables of agencies that do not enforce row-level security, or with a policy that is not ours."""
    wrong = {name for name, is_forced in db.session.execute(text(TABLES)) if not is_forced}
    protected = set()
    for table, name, permissive, using, check in db.session.execute(text(POLICIES)):
        if (name, permissive, using, check) == HIDING:
            continue
        protected.add(table)
        ours = ERASING if (table, name) == ("event", "agency_erase") else POLICY
        if {using, check} - {None} != {ours}:
            wrong.add(table)
    return (wrong | (agency_tables() - protected)) - PLATFORM


def loose_references() -> set[str]:
    """Foreign keys between two tables of agencies that do not hold the agency together."""
    tables = agency_tables()
    return {
        name
        for name, source, target, holds_agency in db.session.execute(text(REFERENCES))
        if {source, target} <= tables and not holds_agency
    }


def test_every_table_of_an_agency_is_protected(world):
    assert len(agency_tables()) > 15
    assert open_tables() == set()


def test_every_reference_between_tables_of_agencies_holds_the_agency(world):
    assert loose_references() == set()


BROKEN = {
    "no row-level security": "alter table company disable row level security",
    "not for the owner": "alter table company no force row level security",
    "no policy": "drop policy agency on company",
    "a second policy": "create policy support on company using (true)",
    "a bin that only adds": "create policy more on company using (deletion_id is null)",
    "a policy for writing": "create policy support on company for insert with check (true)",
    "another setting": "alter policy agency on company using (agency_id = current_setting('app.agency')::bigint)",
}


@pytest.mark.parametrize("statement", BROKEN.values(), ids=BROKEN)
def test_an_open_table_is_noticed(world, statement):
    db.session.execute(text(statement))
    assert open_tables() == {"company"}


def test_a_new_table_without_protection_is_noticed(world):
    db.session.execute(text("create table note (agency_id bigint not null, text text)"))
    assert open_tables() == {"note"}
    db.session.execute(text("alter table note enable row level security, force row level security"))
    assert open_tables() == {"note"}
    db.session.execute(text(f"create policy agency on note using ({AGENCY}) with check ({AGENCY})"))
    assert open_tables() == set()


def test_a_loose_reference_is_noticed(world):
    loose = "create table note (agency_id bigint not null, company_id bigint constraint loose references company)"
    db.session.execute(text(loose))
    assert loose_references() == {"loose"}
    swapped = """
        alter table company add unique (id, agency_id), add unique (agency_id, owner_id);
        create table swapped (agency_id bigint, company_id bigint,
            constraint crossed foreign key (company_id, agency_id) references company (agency_id, owner_id))
    """
    db.session.execute(text(swapped))
    assert loose_references() == {"loose", "crossed"}


def resource_of(rule: Rule) -> str:
    return rule.endpoint.rpartition(".")[0]


def addressed(url_map: Map) -> list[Rule]:
    """The routes with something in their address that is not one of a few fixed words."""
    return [rule for rule in url_map.iter_rules() if not has_fixed_words_only(rule)]


def has_fixed_words_only(rule: Rule) -> bool:
    return all(isinstance(part, AnyConverter) for part in rule._converters.values())


def unlisted(url_map: Map) -> set[str]:
    return {resource_of(rule) for rule in addressed(url_map)} - set(RECORDS) - set(NO_RECORDS)


def test_every_route_with_a_record_in_its_address_is_walked(app):
    assert unlisted(app.url_map) == set(), "add a line to RECORDS in tests/isolation.py"
    there = {resource_of(rule) for rule in addressed(app.url_map)}
    assert (set(RECORDS) | set(NO_RECORDS)) - there == set(), "there is no such route any more"


def test_a_route_that_nobody_listed_is_noticed():
    rules = Map([
        Rule("/memos/<int:memo_id>", endpoint="memos.notes.show"),
        Rule("/memos/<name>", endpoint="memos.names.show"),
        Rule("/memos/<any(open, closed):state>", endpoint="memos.states.index"),
        Rule("/memos", endpoint="memos.notes.index"),
    ])  # fmt: skip
    assert unlisted(rules) == {"memos.notes", "memos.names"}


IN_PRODUCTION = """
import json, app
site = app.create_app()
public = [name for name, view in site.view_functions.items() if getattr(view, "is_public", False)]
print(json.dumps({"public": public, "rules": [rule.rule for rule in site.url_map.iter_rules()]}))
"""


@pytest.fixture(scope="module")
def production():
    """The application as its customers get it, in a process of its own."""
    command = [sys.executable, "-c", IN_PRODUCTION]
    done = subprocess.run(command, env=PRODUCTION, cwd=CHECKOUT, capture_output=True, check=True)
    return json.loads(done.stdout)


def test_nothing_else_can_be_seen_without_signing_in(production):
    assert {name.rpartition(".")[0] for name in production["public"]} == PUBLIC


def test_production_has_nothing_of_development(production):
    assert [rule for rule in production["rules"] if "/dev" in rule] == []


def test_a_visitor_is_sent_to_sign_in_by_every_other_route(app, browser, world):
    """Whatever the record: nobody learns whether it is there."""
    problems = []
    for rule in app.url_map.iter_rules():
        if not getattr(app.view_functions[rule.endpoint], "is_public", False):
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                response = browser.open(method, any_address(rule))
                if (response.headers.get("Location") or "").partition("?")[0] != "/login":
                    problems.append(f"{method} {rule} → {response.status_code}")
    assert problems == []


def any_address(rule: Rule) -> str:
    """The rule filled with first choices: /companies/1/details/about/edit."""
    filled = rule.rule
    for name, part in rule._converters.items():
        word = part.regex[3:].split("|")[0].rstrip(")") if isinstance(part, AnyConverter) else "1"
        filled = re.sub(rf"<[^<>]*\b{name}>", word, filled)
    return filled


@pytest.mark.parametrize("policies", ["on", "off"])
def test_a_foreign_record_is_404_on_every_route(app, browser, world, policies):
    """Also without row-level security: each of the first two walls holds by itself."""
    if policies == "off":
        for table in agency_tables():
            db.session.execute(text(f'alter table "{table}" disable row level security'))
    anna = browser.as_("anna")
    problems = []
    for rule in addressed(app.url_map):
        if resource_of(rule) in RECORDS:
            problems += leaks(app, anna, world, rule, RECORDS[resource_of(rule)])
    assert problems == []


def test_a_route_that_looks_beyond_its_agency_is_noticed(app, browser, world):
    """The walk itself, on a route that answers for any id."""
    rule = next(r for r in addressed(app.url_map) if r.endpoint == "companies.companies.show")
    real = app.view_functions[rule.endpoint]
    app.view_functions[rule.endpoint] = lambda company_id: f"Company {company_id}"
    try:
        problems = leaks(app, browser.as_("anna"), world, rule, RECORDS["companies.companies"])
    finally:
        app.view_functions[rule.endpoint] = real
    assert len(problems) == 1
    assert problems[0].endswith("→ 200, not 404")


def leaks(app, visitor, world, rule: Rule, make) -> list[str]:
    """What is wrong with a route: it must answer for an own record, and be a 404 for every mix of
    its parts with those of another record, foreign or own."""
    problems = []
    for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
        own, another = (parts_of(rule, made(world, make)) for _ in range(2))
        foreign = parts_of(rule, made_elsewhere(world, make))
        wrong = mixes(rule, own, foreign) + [p for p in mixes(rule, own, another) if p != another]
        for parts in wrong:
            status = answer(app, visitor, method, rule, parts)
            if status != 404:
                problems.append(f"{method} {rule} with {parts} → {status}, not 404")
        status = answer(app, visitor, method, rule, own)
        if status in (403, 404, 405) or status >= 500:
            problems.append(f"{method} {rule} with an own record → {status}")
    return problems


def parts_of(rule: Rule, parts: dict) -> dict:
    return {name: parts[name] for name in rule.arguments}


def mixes(rule: Rule, own: dict, other: dict) -> list[dict]:
    """Every combination of own ids with those of another record, but not all own."""
    names = sorted(name for name in rule.arguments if name.endswith(("_id", "number")))
    choices = product(*((own[name], other[name]) for name in names))
    mixed = [own | dict(zip(names, values, strict=True)) for values in choices]
    return [parts for parts in mixed if parts != own]


def made(world, make) -> dict:
    world.visitor = world.anna
    parts = make(world)
    db.session.commit()
    return parts


def made_elsewhere(world, make) -> dict:
    with world.other_agency() as hugo:
        world.visitor = hugo
        return make(world)


def answer(app, visitor, method: str, rule: Rule, parts: dict) -> int:
    with app.test_request_context():
        url = url_for(rule.endpoint, **parts, _method=method)
    return visitor.open(method, url).status_code
