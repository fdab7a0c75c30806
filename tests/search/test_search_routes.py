"""The search: what is found, for whom, in what order, and that it is always up to date."""

import re
from html import unescape

import pytest
from sqlalchemy import insert, select, text, update

from app.blueprints import bin
from app.blueprints.bin.actions import purge, restore
from app.blueprints.crm.companies.models import Company
from app.blueprints.search import queries, words
from app.blueprints.search.models import Entry, Word
from app.blueprints.search.words import Typed, around, pieces, plain
from app.blueprints.tickets.models import Action
from app.core import clock, tenancy
from app.core.db import db
from tests import cast

NASTY = [
    "", " ", "\0", "a\0b", "x" * 10_000, "& | ! :* '", "'", '"', "\\", "%", "_", "(", ")", "<->", "a:*", "!!!",
    "😀", "😀😀 Acme", "مرحبا", "שלום", "日本", "\u202eacme", "' or 1=1 --", "{}", "{0}", "%s", "$$", "|", "a|b",
    "-1", "#", "#0", "9" * 40, "\ud800", "ﬁ", "e\u0301" * 200, "a " * 5000,
]  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_else(world):
    """Other tests' journeys leave records behind: within this test they never were."""
    with world.other_agency():
        db.session.execute(text("delete from company"))
    db.session.execute(text("delete from company"))
    db.session.execute(text("delete from search_word"))


def found(query: str) -> list[str]:
    """The titles of all that is found, in their order."""
    groups = queries.first_of_each(query).groups
    return ["".join(piece for piece, _ in r.title) for g in groups for r in g.results]


def action(world, ticket, details: str) -> Action:
    values = {"number": 1, "kind": "update", "author": world.anna}
    return world.added(Action(ticket=ticket, details=details, **values))


FINDS = {
    "acme": ["Acme Travel"],
    "ACM": ["Acme Travel"],
    "trav": ["Acme Travel"],
    "travel acme": ["Acme Travel"],
    "acme leeds": ["Acme Travel"],
    "office@acme.test": ["Acme Travel"],
    "020 7946 0123": ["Acme Travel"],
    "02079460123": ["Acme Travel"],
    "+44 20 7946 0123": ["Acme Travel"],
    "etoile": ["Étoile Łódź GmbH"],
    "ÉTOILE lodz": ["Étoile Łódź GmbH"],
    "strasse": ["Étoile Łódź GmbH"],
    "ohare": ["O’Hare & Sons"],
    "o'hare": ["O’Hare & Sons"],
    "hare sons": ["O’Hare & Sons"],
    "acme etoile": [],
    "cme": [],
    "ac": ["Acme Travel"],
}


@pytest.mark.parametrize("query", FINDS)
def test_all_words_are_found_whatever_case_accents_and_punctuation(world, query):
    phone = {"city": "Leeds", "email": "office@acme.test", "phone": "+442079460123"}
    world.company(name="Acme Travel", **phone)
    world.company(name="Étoile Łódź GmbH", street="Große Straße 5")
    world.company(name="O’Hare & Sons")
    assert found(query) == FINDS[query]


def test_everything_is_grouped_by_kind(app, world):
    company = world.company(name="Quarry Foods")
    contact = world.contact(company, first_name="Rosa", last_name="Quill")
    ticket = world.ticket(company, number=12, subject="Lost bag", description="At the quarry gate.")
    action(world, ticket, "Asked the quarry again.")
    groups = queries.first_of_each("quarry").groups
    with app.test_request_context():
        places = [(g.kind.key, g.results[0].url) for g in groups]
    assert places == [
        ("company", f"/companies/{company.id}"),
        ("contact", f"/companies/{company.id}/contacts/{contact.id}"),
        ("ticket", "/tickets/12"),
        ("action", f"/tickets/12#ticket_action-{db.session.scalar(select(Action.id))}"),
    ]


def test_the_place_of_an_action_is_on_the_ticket(browser, world):
    ticket = world.ticket(number=12)
    made = action(world, ticket, "Rang the hotel.")
    assert f'id="ticket_action-{made.id}"' in browser.as_("alex").get("/tickets/12").text


@pytest.mark.parametrize("query", ["123", "#123"])
def test_a_number_is_that_ticket_first(world, query):
    acme = world.company(name="Acme")
    for number in (123, 12, 1230, 12300):
        world.ticket(acme, number=number, subject=f"Trip {number}")
    assert found(query) == ["#123 Trip 123", "#12300 Trip 12300", "#1230 Trip 1230"]
    assert found("#12") == ["#12 Trip 12"]


def test_names_come_before_words_and_words_before_texts(world):
    world.company(name="The Orchid", description="x")
    world.company(name="Other", description="Grows orchids")
    world.company(name="Orchid House")
    world.company(name="Orchid")
    assert found("orchid") == ["Orchid", "Orchid House", "The Orchid", "Other"]


def test_a_change_is_found_at_once(world):
    company = world.company(name="Before Ltd")
    contact = world.contact(company, first_name="Rosa", last_name="Quill")
    ticket = world.ticket(company, subject="Lost bag", contact_id=contact.id)
    company.name = "Afterwards Ltd"
    db.session.flush()
    assert found("before") == []
    assert found("afterwards") == ["Afterwards Ltd", "Rosa Quill", f"#{ticket.number} Lost bag"]
    ticket.subject.name = "Missing suitcase"
    contact.last_name = "Feather"
    db.session.flush()
    assert found("quill") == found("lost") == []
    assert found("feather suitcase") == [f"#{ticket.number} Missing suitcase"]
    assert found("feather") == ["Rosa Feather", f"#{ticket.number} Missing suitcase"]


def test_statements_past_the_models_are_kept_too(world):
    rows = [{"name": f"Imported {n}", "company_type": "prospect"} for n in range(3)]
    db.session.execute(insert(Company), rows)
    assert found("imported") == ["Imported 0", "Imported 1", "Imported 2"]
    db.session.execute(update(Company).where(Company.name == "Imported 1").values(name="Changed"))
    assert found("imported") == ["Imported 0", "Imported 2"]
    db.session.execute(text("delete from company where name like 'Imported%'"))
    assert found("imported") == []
    assert found("changed") == ["Changed"]


def test_what_was_deleted_is_gone_and_comes_back(world):
    contact = world.contact(first_name="Rosa", last_name="Quill")
    contact.delete()
    db.session.flush()
    assert found("quill") == []
    contact.deleted_at = None
    db.session.flush()
    assert found("quill") == ["Rosa Quill"]


def test_what_lies_in_the_bin_is_gone_and_comes_back(world):
    company = world.company(name="Quarry Foods")
    world.contact(company, first_name="Rosa", last_name="Quill")
    action(world, world.ticket(company, subject="Lost bag"), "Rang the quarry.")
    before = found("quarry")
    assert len(before) == 4
    deletion = bin.put(company, by=world.anna)
    assert found("quarry") == found("rosa") == found("lost") == []
    restore(deletion, by=world.anna)
    assert found("quarry") == before
    purge(bin.put(company, by=world.anna))
    assert db.session.scalars(select(Entry.kind)).all() == []


def test_removing_a_company_removes_all_that_is_in_it(world):
    company = world.company(name="Quarry Foods")
    world.contact(company, first_name="Rosa", last_name="Quill")
    action(world, world.ticket(company), "Rang the quarry.")
    db.session.execute(text("delete from company where id = :id"), {"id": company.id})
    assert db.session.scalars(select(Entry.kind)).all() == []


def test_a_change_of_nothing_searched_writes_no_entry(world):
    company = world.company()
    row = text("select xmin::text, ctid::text from search_entry where kind = 'company'")
    before = db.session.execute(row).one()
    company.touch()
    company.status = "trading"
    db.session.flush()
    assert db.session.execute(row).one() == before


def test_a_transaction_that_fails_leaves_no_entry(world):
    savepoint = db.session.begin_nested()
    world.company(name="Quarry Foods")
    savepoint.rollback()
    assert found("quarry") == []


def test_another_agency_is_never_found(world):
    with world.other_agency():
        world.ticket(world.company(name="Quarry Foods"), number=12)
    assert found("quarry") == found("#12") == []
    world.company(name="Quarry Media")
    assert found("quarry") == ["Quarry Media"]


def test_another_agency_is_not_found_even_when_the_entry_is_wrong(world):
    """An entry of ours that leads to a record of theirs shows nothing."""
    with world.other_agency():
        world.company(name="Quarry Foods")
    values = {"agency_id": cast.ids["Meridian Travel"]}
    db.session.execute(update(Entry).values(**values))
    marks = (
        "update search_entry set words = array_to_tsvector(array[agency_id || 'company:quarry'])"
    )
    db.session.execute(text(marks))
    assert queries._find(Typed.read("quarry"), ["company"], 5)["company"]
    assert found("quarry") == []


def test_words_marked_for_us_in_an_entry_of_theirs_are_not_found(world):
    with world.other_agency():
        world.company(name="Quarry Foods")
    marks = text("update search_entry set words = array_to_tsvector(array[:mark])")
    db.session.execute(marks, {"mark": f"{cast.ids['Meridian Travel']}company:quarry"})
    assert queries._find(Typed.read("quarry"), ["company"], 5) == {}


def test_without_an_agency_nothing_is_found(world):
    world.company(name="Quarry Foods")
    tenancy.leave()
    rows = db.session.execute(
        text("select * from search_find('{company}', 'quarry', '{quarry}', null, 5)")
    )
    assert rows.all() == []


@pytest.mark.parametrize("query", NASTY, ids=lambda query: repr(query[:12]))
@pytest.mark.parametrize("address", ["/search", "/search/options"])
def test_anything_can_be_typed(browser, world, query, address):
    world.company(name="Acme")
    sent = query.encode("utf-8", "replace").decode()
    response = browser.as_("anna").get(address, query_string={"q": sent}, htmx=True)
    assert response.status_code == (400 if "\0" in query else 200)
    assert len(response.data) < 20_000


@pytest.mark.parametrize("query", [q for q in NASTY if "\0" not in q and "\ud800" not in q])
def test_words_are_cleaned_alike_on_both_sides(world, query):
    cleaned = db.session.scalar(text("select search_plain(:given)"), {"given": query})
    assert " ".join(cleaned.split()) == " ".join(plain(query).split())


ALIKE = (
    "Étoile ŁÓDŹ Straße Ærø O’Hare jet2.com ﬁne Ⅻ ½ café ЖУК İstanbul ΣΟΦΌΣ한국 naïve—dash\u00a0x"
)


def test_letters_of_many_languages_are_cleaned_alike(world):
    cleaned = db.session.scalar(text("select search_plain(:given)"), {"given": ALIKE})
    assert cleaned == plain(ALIKE)


def test_the_page_works_without_scripts(browser, world):
    world.company(name="Acme Travel", city="Leeds")
    page = browser.as_("sara").get("/search?q=acme").text
    assert "<mark>Acme</mark> Travel" in page
    assert 'value="acme"' in page
    assert "<h1>Search</h1>" in page
    assert "Nothing found for “zebra”" in browser.as_("sara").get("/search?q=zebra").text
    assert "Search everything" in browser.as_("sara").get("/search").text


def test_the_box_offers_options_in_groups(browser, world):
    company = world.company(name="Acme Travel")
    sara = browser.as_("sara")
    assert 'role="combobox"' in sara.get("/search/box", htmx=True).text
    options = sara.get("/search/options?q=acme", htmx=True).text
    assert f'data-value="/companies/{company.id}"' in options
    assert 'role="group" aria-labelledby="search-company"' in options
    assert 'id="search-open"' in sara.get("/companies").text


def test_what_is_found_is_shown_as_text(browser, world):
    world.company(name="<b>Acme</b> & Sons", description="<script>x</script> acme")
    page = browser.as_("sara").get("/search?q=acme", htmx=True).text
    assert "&lt;b&gt;<mark>Acme</mark>&lt;/b&gt; &amp; Sons" in page
    assert "<script>" not in page


def test_all_results_of_a_kind_are_paged(browser, world):
    for n in range(45):
        world.company(name=f"Acme {n:02}")
    anna = browser.as_("anna")
    assert "kind=company" in anna.get("/search?q=acme").text
    shown = [titles(anna.get(f"/search?q=acme&kind=company&page={n}").text) for n in (1, 2, 3, 4)]
    assert [len(page) for page in shown] == [20, 20, 5, 0]
    assert [title for page in shown for title in page] == [f"Acme {n:02}" for n in range(45)]
    assert "41–45 of 45" in anna.get("/search?q=acme&kind=company&page=3").text
    assert anna.get("/search?q=acme&kind=nonsense&page=x").status_code == 200


def titles(page: str) -> list[str]:
    spans = re.findall(r'<span class="title">(.*?)</span>', page)
    return [unescape(re.sub("<[^>]*>", "", span)) for span in spans]


def test_the_number_of_queries_does_not_grow(browser, world, count_queries):
    anna = browser.as_("anna")
    company = world.company(name="Quarry Foods")
    world.contact(company)
    action(world, world.ticket(company), "Rang the quarry.")
    anna.get("/search?q=quarry")
    few = count_queries(lambda: anna.get("/search?q=quarry"))
    for _ in range(30):
        world.contact(company)
    assert count_queries(lambda: anna.get("/search?q=quarry")) == few <= 8
    assert count_queries(lambda: anna.get("/search/options?q=quarry", htmx=True)) <= 6


@pytest.mark.parametrize("query", ["harbuor", "enginering", "harbor enginering"])
def test_a_typing_error_is_forgiven_where_the_database_can(app, world, query, monkeypatch):
    world.company(name="Harbour Engineering")
    has = bool(
        db.session.scalar(text("select count(*) from pg_extension where extname = 'pg_trgm'"))
    )
    assert found(query) == (["Harbour Engineering"] if has else [])
    monkeypatch.setitem(app.extensions, "search_typos", False)
    assert found(query) == []


def test_spellings_are_those_of_the_own_agency(world):
    with world.other_agency():
        world.company(name="Zephyrine Quixote")
    mine = text("select count(*) from search_word where agency_id = :a and word = 'zephyrine'")
    assert db.session.scalar(mine, {"a": cast.ids["Meridian Travel"]}) == 0
    assert found("zephyrime") == []


def test_other_spellings_count_like_the_word(world):
    """What a corrected query becomes, also where the database cannot correct one."""
    world.company(name="Harbour Engineering")
    meant = Typed.read("harbuor eng").instead({"harbuor": ["harbour", "arbour"]})
    assert meant.words == ("harbuor|harbour|arbour", "eng")
    assert len(queries._find(meant, ["company"], 5)["company"]) == 1
    assert pieces("Harbour", meant) == [("Harbour", True)]


def test_the_rebuild_makes_every_entry_anew(app, world):
    company = world.company(name="Quarry Foods")
    world.contact(company, first_name="Rosa", last_name="Quill")
    deleted = world.contact(company, first_name="Gone", last_name="Person", deleted_at=clock.now())
    world.ticket(company)
    entries = select(Entry.kind, Entry.record_id, Entry.name, Entry.number, Entry.words)
    before = db.session.execute(entries.order_by(Entry.kind, Entry.record_id)).all()
    db.session.execute(update(Entry).values(name="wrong", words=text("''::tsvector")))
    db.session.execute(
        insert(Entry).values(
            agency_id=tenancy.agency_id(),
            kind="contact",
            record_id=deleted.id,
            name="x",
            words=text("''::tsvector"),
        )
    )
    db.session.execute(text("delete from search_entry where kind = 'ticket'"))
    db.session.execute(
        text("insert into search_word (agency_id, word) values (:a, 'zebra')"),
        {"a": tenancy.agency_id()},
    )
    db.session.commit()
    done = app.test_cli_runner().invoke(
        args=["search", "rebuild", "--agency", str(cast.ids["Meridian Travel"])]
    )
    assert f"{len(before):,} entries" in done.output
    db.session.expire_all()
    assert db.session.execute(entries.order_by(Entry.kind, Entry.record_id)).all() == before
    assert "zebra" not in db.session.scalars(select(Word.word)).all()


def test_a_part_of_a_long_text_is_shown():
    typed = Typed.read("needle")
    shown = around("hay " * 200 + "the needle " + "hay " * 200, typed)
    assert "needle" in shown
    assert len(shown) < 160
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert around("Short text", typed) == "Short text"


def test_the_match_is_marked_as_it_is_written():
    assert pieces("Die Étoile", Typed.read("eto")) == [
        ("Die ", False),
        ("Éto", True),
        ("ile", False),
    ]
    assert pieces("Große", Typed.read("gross")) == [("Groß", True), ("e", False)]
    assert words.pieces("", Typed.read("x")) == []


@pytest.mark.parametrize("is_counted", [False, True], ids=["not counted", "counted"])
@pytest.mark.parametrize("query", ["foods kelav", "kelav foods", "foods kelavale", "kela foo"])
def test_a_rare_word_is_found_among_hundreds_that_share_the_other(world, query, is_counted):
    """Older than the newest ones, which are looked through first."""
    world.company(name="Foods of Kelavale")
    rows = [{"name": f"Foods {n}", "company_type": "prospect"} for n in range(310)]
    db.session.execute(insert(Company), rows)
    if is_counted:
        db.session.execute(text("analyze search_entry"))
    assert found(query) == ["Foods of Kelavale"]
    assert len(found("foods")) == queries.IN_BOX
