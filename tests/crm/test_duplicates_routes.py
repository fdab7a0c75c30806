"""Adding a company warns of those that it may be already, and never stands in the way."""

import pytest

from app.blueprints.crm.companies.likeness import email_domain, name_key, web_domain
from tests.crm import typed

KNOWN = {
    "name": "The Acme Aviation Co., Ltd.",
    "email": "office@acme-aviation.test",
    "website": "https://www.acme.test/about",
    "phone": "+442079460018",
}


def warning(visitor, **typed) -> str:
    answer = visitor.post("/companies/duplicates", typed, htmx=True)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    "alike",
    [
        {"name": "ACME aviation limited"},
        {"name": "Acme Aviaton"},
        {"name": "acme-aviation plc"},
        {"name": "Acme Aviation Services"},
        {"email": "jane@acme-aviation.test"},
        {"email": "jane@ACME.test"},
        {"website": "acme.test"},
        {"website": "http://www.acme-aviation.test"},
        {"phone": "020 7946 0018"},
        {"phone": "+44 20 7946 0018", "country": "FR"},
    ],
)
def test_what_looks_alike_is_named_and_opens_in_a_new_tab(browser, world, alike):
    company = world.company(**KNOWN)
    world.company(name="Acorn Foods")
    text = warning(browser.as_("alex"), **alike)
    assert "The Acme Aviation Co., Ltd." in text
    assert f'href="/companies/{company.id}" target="_blank"' in text
    assert "Acorn" not in text


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"name": "Ac"},
        {"name": "Ltd"},
        {"name": "Acme Foods"},
        {"name": "日本"},
        {"email": "acme@gmail.com"},
        {"email": "@"},
        {"website": "https://["},
        {"phone": "12"},
        {"phone": "020 7946 0019"},
    ],
)
def test_what_does_not_is_not(browser, world, other):
    world.company(**KNOWN)
    world.company(name="Gone Walking", email="walkers@gmail.com")
    assert warning(browser.as_("anna"), **other) == ""


def test_a_company_is_no_duplicate_of_itself(browser, world):
    company = world.company(**KNOWN)
    assert warning(browser.as_("anna"), name=KNOWN["name"], company=company.id) == ""


def test_without_a_script_the_form_comes_back_once_and_saves_then(browser, world, companies):
    world.company(**KNOWN)
    anna = browser.as_("anna")
    values = typed.company(name="Acme Aviation")
    first = anna.post("/companies", values)
    assert first.status_code == 422
    assert "Is it one of these already?" in first.text
    assert "Save anyway" in first.text
    assert anna.post("/companies", {**values, "anyway": "1"}).status_code == 303
    assert len(companies()) == 2


def test_with_a_script_nothing_stands_in_the_way(browser, world, companies):
    world.company(**KNOWN)
    browser.as_("anna").post("/companies", typed.company(name="Acme Aviation"), htmx=True)
    assert len(companies()) == 2


def test_companies_of_another_agency_or_in_the_bin_are_not_named(browser, world):
    from app.blueprints import bin

    with world.other_agency():
        world.company(**KNOWN)
    bin.put(world.company(**KNOWN), by=world.anna)
    assert warning(browser.as_("anna"), name=KNOWN["name"], phone=KNOWN["phone"]) == ""


@pytest.mark.parametrize(
    "name",
    ["The Acme Co., Ltd", "Ærø & Søn A/S", "Straße GmbH", "O’Neill", "X-Ray_7", "Éclair S.A."],
)
def test_python_and_postgresql_read_names_alike(world, name):
    company = world.company(name=name, website="https://WWW.Acme.test:80/x?y", email="A@Acme.test")
    assert company.name_key == name_key(name)
    assert company.web_domain == web_domain("https://WWW.Acme.test:80/x?y") == "acme.test"
    assert company.email_domain == email_domain("A@Acme.test") == "acme.test"


@pytest.mark.parametrize("name", ["name", "email", "website", "phone", "country"])
def test_what_cannot_be_printed_is_like_nothing(browser, world, name):
    typed = {"name": "Acme", "email": "a@b.test", "website": "https://b.test", "phone": "1"}
    data = typed | {name: "https://a@b\0.test"}
    assert browser.as_("anna").post("/companies/duplicates", data, htmx=True).status_code == 200
