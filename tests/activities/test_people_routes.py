"""The attendee picker."""

import pytest


@pytest.fixture
def company(world):
    company = world.company()
    world.contact(company, first_name="Alexander", last_name="Berg", email="boss@berg.test")
    world.contact(company, first_name="Carol", last_name="Jones", email="cj@berg.test")
    world.contact(first_name="Alexandra", last_name="Elsewhere")
    return company


def found(browser, company, q, **args):
    response = browser.as_("anna").get(
        f"/companies/{company.id}/people", query_string={"q": q, **args}, htmx=True
    )
    assert response.status_code == 200
    return [part.split('"')[0] for part in response.text.split('data-text="')[1:]]


def test_contacts_of_the_company_come_before_colleagues(browser, company):
    assert found(browser, company, "alex") == ["Alexander Berg", "Alex Ames"]


@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("carol", "Carol Jones"),
        ("jon", "Carol Jones"),
        ("CAROL  jo", "Carol Jones"),
        ("cj@", "Carol Jones"),
    ],
)
def test_first_last_full_name_and_mail_match(browser, company, q, name):
    assert found(browser, company, q) == [name]


@pytest.mark.parametrize("q", ["", "a", " a ", "%%", "__", "a\x01b", "x" * 500])
def test_what_matches_nobody(browser, company, q):
    assert found(browser, company, q) == []


def test_contacts_or_colleagues_alone(browser, company):
    assert found(browser, company, "alex", kind="contacts") == ["Alexander Berg"]
    assert found(browser, company, "alex", kind="colleagues") == ["Alex Ames"]
    assert found(browser, company, "alex", kind="nonsense") == ["Alexander Berg", "Alex Ames"]


def test_at_most_ten(browser, company, world):
    for _ in range(12):
        world.contact(company, first_name="Zed")
    assert len(found(browser, company, "zed")) == 10


def test_another_agencys_people_never(browser, company, world):
    with world.other_agency():
        world.contact(first_name="Hugo", last_name="Secret")
    assert found(browser, company, "hugo") == []
