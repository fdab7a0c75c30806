"""The list of companies and adding one."""

import re

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.events import Event
from tests import cast
from tests.crm import typed


def names(answer) -> list[str]:
    """The companies in the order in which the list shows them."""
    return re.findall(r'<a class="go"[^>]*>([^<]*)</a>', answer.text)


def test_the_list_shows_the_companies_of_the_agency_alone(browser, world):
    world.company(name="Acme")
    with world.other_agency():
        world.company(name="Foreign")
    answer = browser.as_("anna").get("/companies")
    assert answer.status_code == 200
    assert names(answer) == ["Acme"]


def test_every_column_is_there(browser, world):
    world.company(
        name="Acme", owner_id=world.sara.id, ops_team="London desk", industry="finance",
        phone="+442079460018", status="trading", last_activity_at=clock.ago(days=3),
    )  # fmt: skip
    text = browser.as_("alex").get("/companies").text
    for shown in (
        "Prospect Client",
        "Trading",
        "Sara Stone",
        "London desk",
        "Finance",
        "020 7946 0018",
    ):
        assert f">{shown}</td>" in text


def test_htmx_gets_the_list_alone(browser, world):
    world.company(name="Acme")
    answer = browser.as_("anna").get("/companies?q=acme", htmx=True)
    assert names(answer) == ["Acme"]
    assert "<html" not in answer.text
    assert "HX-Request-Type" in answer.headers["Vary"]


def test_back_gets_the_whole_page(browser, world):
    headers = {"HX-History-Restore-Request": "true"}
    answer = browser.as_("anna").get("/companies", htmx=True, headers=headers)
    assert "<html" in answer.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=acme", ["Acme"]),
        ("q=ACME+leeds", ["Acme"]),
        ("q=7946+0018", ["Acme"]),
        ("q=hello@", ["Acme"]),
        ("q=100%25", []),
        ("type=supplier", ["Bolt"]),
        ("status=trading", ["Bolt"]),
        ("industry=energy", ["Bolt"]),
        ("incomplete=1", ["Bolt"]),
        ("mine=1", ["Acme"]),
        ("type=nonsense&status=&industry=%27", ["Acme", "Bolt"]),
        ("owner=999999999999999999999&mine=maybe&page=-3&sort=nonsense", ["Acme", "Bolt"]),
    ],
)
def test_filters(browser, world, query, found):
    world.company(
        name="Acme",
        city="Leeds",
        phone="+442079460018",
        email="hello@a.test",
        owner_id=world.anna.id,
    )
    world.company(
        name="Bolt", company_type="supplier", status="trading", industry="energy", country=None
    )
    assert names(browser.as_("anna").get(f"/companies?{query}")) == found


def test_the_owner_filter(browser, world):
    world.company(name="Acme", owner_id=world.sara.id)
    world.company(name="Bolt")
    answer = browser.as_("anna").get(f"/companies?owner={world.sara.id}")
    assert names(answer) == ["Acme"]
    assert f'<option value="{world.sara.id}" selected>Sara Stone</option>' in answer.text
    assert "Alex Ames</option>" not in answer.text


def test_nul_in_the_address_is_a_400(browser):
    assert browser.as_("anna").get("/companies?q=%00").status_code == 400


SORTS = [
    "name", "type", "status", "owner", "ops_team", "industry", "phone", "last_activity", "created"
]  # fmt: skip


@pytest.mark.parametrize("key", SORTS)
def test_every_column_sorts_both_ways(browser, world, key):
    low = {
        'company_type': "former", 'status': "discussion", 'owner_id': world.anna.id, 'ops_team': "a",
        'industry': "arts", 'phone': "+441", 'last_activity_at': clock.ago(days=2),
        'created_at': clock.ago(days=2),
    }  # fmt: skip
    high = {
        'company_type': "white_glove", 'status': "won", 'owner_id': world.sara.id, 'ops_team': "b",
        'industry': "mining", 'phone': "+442", 'last_activity_at': clock.now(), 'created_at': clock.now(),
    }  # fmt: skip
    world.company(name="bolt", **high)
    world.company(name="Acme", **low)
    up = browser.as_("mark").get(f"/companies?sort={key}")
    assert names(up) == ["Acme", "bolt"]
    assert up.text.count('aria-sort="ascending"') == 1
    down = browser.as_("mark").get(f"/companies?sort=-{key}")
    assert names(down) == ["bolt", "Acme"]
    assert down.text.count('aria-sort="descending"') == 1


def test_companies_without_activity_come_last_both_ways(browser, world):
    world.company(name="Quiet")
    world.company(name="Busy", last_activity_at=clock.now())
    for sort in ("last_activity", "-last_activity"):
        assert names(browser.as_("anna").get(f"/companies?sort={sort}")) == ["Busy", "Quiet"]


def test_fifty_on_a_page_and_the_rest_on_the_next(browser, world):
    for number in range(53):
        world.company(name=f"Company {number:02}")
    anna = browser.as_("anna")
    first, second = anna.get("/companies?q=company"), anna.get("/companies?q=company&page=2")
    assert names(first) == [f"Company {number:02}" for number in range(50)]
    assert names(second) == ["Company 50", "Company 51", "Company 52"]
    assert "1–50 of 53" in first.text
    assert "/companies?q=company&amp;page=2" in first.text.replace("sort=name&amp;", "")


def test_fifty_rows_weigh_less_than_60_kb(browser, world):
    for number in range(50):
        world.company(
            name=f"A company with quite a long name {number}", owner_id=world.sara.id,
            ops_team="London desk", phone="+442079460018", last_activity_at=clock.ago(days=1),
        )  # fmt: skip
    assert len(browser.as_("anna").get("/companies").data) <= 60_000


def test_an_agency_without_companies_is_told_what_to_do(browser, world):
    answer = browser.as_("hugo").get("/companies")
    assert "No companies yet" in answer.text
    assert 'href="/companies/new"' in answer.text
    assert 'href="/imports' in answer.text


def test_filters_that_match_nothing_can_be_cleared(browser, world):
    world.company()
    answer = browser.as_("anna").get("/companies?q=nowhere")
    assert "No company matches" in answer.text
    assert re.search(r'href="/companies"[^>]*>\s*Clear filters', answer.text)


def test_what_people_typed_is_never_markup(browser, world):
    world.company(name='<script>alert("1")</script>')
    text = (
        browser.as_("anna").get('/companies?q="><b>x').text
        + browser.as_("anna").get("/companies").text
    )
    assert "<script>alert" not in text
    assert '"><b>' not in text


# Adding


def test_adding_a_company(browser, companies, kinds):
    answer = browser.as_("alex").post("/companies", typed.company(owner_id=cast.ids["sara"]))
    company = companies()[-1]
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/companies/{company.id}/details"
    assert (company.name, company.email) == ("Acme Aviation", "office@acme.test")
    assert (company.phone, company.website) == ("+442079460018", "https://www.acme.test")
    assert (company.owner_id, company.region) == (cast.ids["sara"], None)
    assert kinds() == ["company.added"]


def test_htmx_is_sent_to_the_new_company(browser, companies):
    answer = browser.as_("anna").post("/companies", typed.company(), htmx=True)
    assert answer.headers["HX-Redirect"] == f"/companies/{companies()[-1].id}/details"


def test_a_phone_is_read_as_one_of_the_chosen_country(browser, companies):
    browser.as_("anna").post("/companies", typed.company(country="FR", phone="01 42 68 53 00"))
    assert companies()[-1].phone == "+33142685300"


def test_a_form_sent_twice_adds_one_company(browser, companies):
    anna = browser.as_("anna")
    form = typed.company(submission="once-only")
    first, second = anna.post("/companies", form), anna.post("/companies", form)
    assert len(companies()) == 1
    assert second.headers["Location"] == first.headers["Location"]


WRONG = {
    "name": ["", "   ", "x" * 10_000, "a\0b", "two\nlines"],
    "company_type": ["", "nonsense", "Prospect Client"],
    "client_type": ["nonsense"],
    "status": ["nonsense"],
    "industry": ["", "nonsense"],
    "street": [""],
    "city": ["", "x" * 121],
    "postal_code": ["", "x" * 21],
    "country": ["", "XX", "gb"],
    "email": ["", "nobody", "a@b", "<b>@x.test"],
    "phone": ["12", "call me", "+44" * 40],
    "website": ["javascript:alert(1)", "nodots", "http://a b.test"],
    "linkedin_url": ["ftp://x.test"],
    "owner_id": ["0", "-1", "1.5", "x", "9" * 30],
    "ops_team": ["x" * 121],
    "description": ["x" * 5001, "a\0b"],
}


@pytest.mark.parametrize(
    ("field", "value"), [(f, v) for f, values in WRONG.items() for v in values]
)
@pytest.mark.parametrize("htmx", [True, False])
def test_a_wrong_value_is_refused_beside_its_field(browser, companies, field, value, htmx):
    answer = browser.as_("anna").post("/companies", typed.company(**{field: value}), htmx=htmx)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert ("<html" in answer.text) is not htmx
    assert "1 Hangar Road" in answer.text or field == "street"
    assert companies() == []


@pytest.mark.parametrize("owner", ["alex", "hugo"])
def test_neither_an_agent_nor_a_stranger_can_own_a_company(browser, companies, owner):
    answer = browser.as_("anna").post("/companies", typed.company(owner_id=cast.ids[owner]))
    assert answer.status_code == 422
    assert "Choose one from the list" in answer.text
    assert companies() == []


def test_nothing_at_all_is_refused_field_by_field(browser, companies):
    answer = browser.as_("anna").post("/companies", {}, htmx=True)
    assert answer.status_code == 422
    missing = set(re.findall(r'id="(\w+)-error"', answer.text))
    assert missing == {"name", "industry", "email", "street", "city", "postal_code"}


@pytest.mark.parametrize(("who", "owner"), [("sara", "Sara Stone"), ("alex", "Nobody")])
def test_who_adds_a_company_owns_it_if_they_may(browser, who, owner):
    text = browser.as_(who).get("/companies/new").text
    select = re.search(r'<select[^>]*name="owner_id".*?</select>', text, re.DOTALL).group()
    chosen = re.search(r"<option selected[^>]*>([^<]*)", select) or re.search(
        r"<option[^>]*>([^<]*)", select
    )
    assert chosen.group(1) == owner


def test_another_agency_sees_nothing_of_it(browser, world):
    company = world.company(name="Acme")
    assert browser.as_("hugo").get(f"/companies/{company.id}").status_code == 404
    assert browser.as_("hugo").get(f"/companies/{company.id}", htmx=True).status_code == 404
    assert names(browser.as_("hugo").get("/companies")) == []


def test_a_company_address_leads_to_its_details(browser, world):
    company = world.company()
    answer = browser.as_("anna").get(f"/companies/{company.id}")
    assert answer.headers["Location"] == f"/companies/{company.id}/details"


# Choosing one


def test_options_are_companies_that_contain_what_is_typed(browser, world):
    world.company(name="Blue Acme", city="Leeds")
    world.company(name="Acme")
    world.company(name="Other")
    with world.other_agency():
        world.company(name="Acme Foreign")
    answer = browser.as_("alex").get("/companies/options?q=acm", htmx=True)
    assert re.findall(r'data-text="([^"]*)"', answer.text) == ["Acme", "Blue Acme"]
    assert "<small>Leeds</small>" in answer.text


@pytest.mark.parametrize("query", ["", "?q=%25", "?q=" + "x" * 5000, "?q=%5C"])
def test_options_answer_anything(browser, world, query):
    world.company(name="Acme")
    assert browser.as_("anna").get(f"/companies/options{query}").status_code == 200


def test_events_of_another_agency_are_not_seen(browser, world, companies):
    browser.as_("anna").post("/companies", typed.company())
    with world.other_agency():
        assert db.session.scalars(select(Event)).all() == []
