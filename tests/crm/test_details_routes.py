"""The company's page, its Details tab edited in place, and its status."""

import re

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.events import Event
from tests import cast
from tests.crm import typed

GROUPS = {
    "about": ("name", "company_type", "client_type", "industry", "description"),
    "reach": ("phone", "email", "website", "linkedin_url"),
    "address": ("street", "city", "region", "postal_code", "country"),
    "ownership": ("owner_id", "ops_team"),
    "deal": ("expected_value", "next_step", "next_step_on"),
}


@pytest.fixture
def company(world):
    return world.company(name="Acme", phone="+442079460018", owner_id=world.sara.id)


def of(group: str, **changes) -> dict:
    """What the form of one group sends."""
    values = {**typed.company(), **changes}
    return {name: values[name] for name in GROUPS[group]}


def opened(visitor, company, group: str) -> dict:
    """The form of a group as the browser has it, with its version."""
    text = visitor.get(f"/companies/{company.id}/details/{group}/edit", htmx=True).text
    return {"version": re.search(r'name="version"[^>]*value="([^"]+)"', text).group(1)}


def test_the_page_shows_header_tabs_and_details(browser, company):
    text = browser.as_("anna").get(f"/companies/{company.id}/details").text
    assert "<h1>Acme</h1>" in text
    assert re.search(r'<a id="tab-details"[^>]*aria-current="page"', text)
    assert re.search(r'id="tab-contacts".*?<span class="count">0</span>', text)
    assert 'href="tel:+442079460018"' in text
    assert f'href="mailto:{company.email}"' in text
    assert "To complete" not in text


def test_htmx_gets_header_tabs_and_panel(browser, company):
    text = browser.as_("anna").get(f"/companies/{company.id}/details", htmx=True).text
    assert "<html" not in text
    assert "<h1>Acme</h1>" in text


def test_back_gets_the_whole_page(browser, company):
    headers = {"HX-History-Restore-Request": "true"}
    url = f"/companies/{company.id}/contacts"
    assert "<html" in browser.as_("anna").get(url, htmx=True, headers=headers).text


def test_an_imported_company_says_what_is_missing(browser, world):
    company = world.company(name="Acme", country=None, email=None)
    text = browser.as_("anna").get(f"/companies/{company.id}/details").text
    assert "To complete: Country, E-mail" in text


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_turns_into_a_form_and_back(browser, company, group):
    anna, url = browser.as_("anna"), f"/companies/{company.id}/details/{group}"
    read, form = anna.get(url, htmx=True).text, anna.get(f"{url}/edit", htmx=True).text
    id = f'id="company-{company.id}-{group}"'
    assert id in read
    assert id in form
    assert "<form" in form
    assert form.count("data-autofocus") == 1
    assert "<form" not in read
    assert "<html" not in read + form


@pytest.mark.parametrize("group", GROUPS)
def test_without_htmx_the_form_stands_in_the_page(browser, company, group):
    text = browser.as_("anna").get(f"/companies/{company.id}/details/{group}/edit").text
    assert "<html" in text
    assert f'action="/companies/{company.id}/details/{group}"' in text
    assert "<html" in browser.as_("anna").get(f"/companies/{company.id}/details/{group}").text


def test_an_unknown_group_is_not_found(browser, company):
    assert browser.as_("anna").get(f"/companies/{company.id}/details/fees").status_code == 404


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_saving_a_group(browser, company, group, method):
    values = of(
        group,
        owner_id=cast.ids["mark"],
        region="West Sussex",
        linkedin_url="linkedin.com/company/acme",
    )
    answer = browser.as_("sara").open(
        method, f"/companies/{company.id}/details/{group}", data=values, htmx=True
    )
    assert answer.status_code == 200
    assert f'id="company-{company.id}-{group}"' in answer.text
    assert 'hx-target="#company-summary"' in answer.text
    assert "saved" in answer.headers["HX-Trigger"]
    event = db.session.scalars(select(Event)).one()
    assert (event.kind, event.actor_id) == ("company.updated", cast.ids["sara"])
    assert set(event.data["changes"]) <= set(GROUPS[group])
    for name, (_, after) in event.data["changes"].items():
        assert str(getattr(company, name)) == str(after)


def test_a_plain_browser_is_sent_back_to_the_details(browser, company):
    url = f"/companies/{company.id}/details"
    answer = browser.as_("anna").post(f"{url}/about", of("about"))
    assert (answer.status_code, answer.headers["Location"]) == (303, url)


def test_saving_what_is_there_already_records_nothing(browser, company, kinds):
    same = {"owner_id": company.owner_id, "ops_team": ""}
    answer = browser.as_("anna").post(f"/companies/{company.id}/details/ownership", same, htmx=True)
    assert answer.status_code == 200
    assert kinds() == []


def test_the_owner_can_be_taken_away(browser, company):
    browser.as_("anna").post(f"/companies/{company.id}/details/ownership", of("ownership"))
    assert company.owner_id is None


def test_an_imported_company_is_completed_group_by_group(browser, world):
    company = world.company(
        street=None, city=None, postal_code=None, country=None, email=None, industry=None
    )
    anna, url = browser.as_("anna"), f"/companies/{company.id}/details"
    assert anna.post(f"{url}/reach", of("reach"), htmx=True).status_code == 200
    assert company.to_complete == ["Street", "City", "Postal code", "Country", "Industry"]
    assert anna.post(f"{url}/about", of("about"), htmx=True).status_code == 200
    last = anna.post(f"{url}/address", of("address"), htmx=True)
    assert company.to_complete == []
    assert "To complete" not in last.text


def test_no_country_is_chosen_for_a_company_that_has_none(browser, world):
    company = world.company(country=None)
    anna, url = browser.as_("anna"), f"/companies/{company.id}/details/address"
    text = anna.get(f"{url}/edit", htmx=True).text
    assert re.search(r'name="country"[^>]*><option (selected )?value="">Choose…', text)
    assert anna.post(url, of("address", country=""), htmx=True).status_code == 422
    assert company.country is None


def test_a_phone_is_read_as_one_of_the_companys_country(browser, world):
    company = world.company(country="FR")
    anna, url = browser.as_("anna"), f"/companies/{company.id}/details/reach"
    anna.post(url, of("reach", phone="01 42 68 53 00"), htmx=True)
    assert company.phone == "+33142685300"
    assert 'value="01 42 68 53 00"' in anna.get(f"{url}/edit", htmx=True).text
    rejected = anna.post(url, of("reach", phone="+33 1 42685300", email="x"), htmx=True)
    assert rejected.status_code == 422
    assert 'value="01 42 68 53 00"' in rejected.text
    anna.post(url, of("reach", phone="+44 20 7946 0018"), htmx=True)
    assert 'value="+44 20 7946 0018"' in anna.get(f"{url}/edit", htmx=True).text


WRONG = [
    ("about", "name", ""),
    ("about", "name", "x" * 10_000),
    ("about", "name", "a\0b"),
    ("about", "company_type", "nonsense"),
    ("about", "industry", ""),
    ("about", "description", "a\0b"),
    ("reach", "email", ""),
    ("reach", "phone", "call me"),
    ("reach", "website", "javascript:alert(1)"),
    ("address", "postal_code", ""),
    ("address", "country", "XX"),
    ("ownership", "owner_id", "999999"),
    ("ownership", "ops_team", "x" * 121),
]


@pytest.mark.parametrize(("group", "field", "value"), WRONG)
@pytest.mark.parametrize("htmx", [True, False])
def test_a_wrong_value_is_refused_within_its_group(
    browser, company, kinds, group, field, value, htmx
):
    url = f"/companies/{company.id}/details/{group}"
    answer = browser.as_("anna").post(url, of(group, **{field: value}), htmx=htmx)
    assert answer.status_code == 422
    assert f'id="{group}-{field}-error"' in answer.text
    assert f'id="company-{company.id}-{group}"' in answer.text
    assert ("<html" in answer.text) is not htmx
    assert kinds() == []


def test_html_is_shown_as_text(browser, company):
    url = f"/companies/{company.id}/details/about"
    answer = browser.as_("anna").post(
        url, of("about", name="<b>Bold</b>", description="<i>x</i>"), htmx=True
    )
    assert "&lt;b&gt;Bold&lt;/b&gt;" in answer.text
    assert "<b>Bold" not in answer.text
    assert "<i>x" not in answer.text


@pytest.mark.parametrize("owner", ["alex", "hugo"])
def test_neither_an_agent_nor_a_stranger_can_own_it(browser, company, owner):
    url = f"/companies/{company.id}/details/ownership"
    answer = browser.as_("anna").post(url, of("ownership", owner_id=cast.ids[owner]), htmx=True)
    assert answer.status_code == 422
    assert company.owner_id == cast.ids["sara"]


def test_an_owner_who_may_no_longer_own_can_stay(browser, world):
    company = world.company(owner_id=world.alex.id)
    url = f"/companies/{company.id}/details/ownership"
    assert (
        browser.as_("anna")
        .post(url, of("ownership", owner_id=world.alex.id), htmx=True)
        .status_code
        == 200
    )
    assert company.ops_team == "London desk"


# Two people at once


def test_who_saves_second_sees_what_the_first_one_changed(browser, company):
    anna, mark = browser.as_("anna"), browser.as_("mark")
    url = f"/companies/{company.id}/details/address"
    before = opened(anna, company, "address")
    mark.post(url, of("address", city="Leeds"), htmx=True)
    answer = anna.post(url, {**of("address", city="York"), **before}, htmx=True)
    assert answer.status_code == 422
    assert "Mark Mills changed this a moment ago" in answer.text
    assert "City is now “Leeds”" in answer.text
    assert 'value="York"' in answer.text
    assert company.city == "Leeds"


def test_only_what_the_other_one_changed_is_told(browser, company):
    anna, mark = browser.as_("anna"), browser.as_("mark")
    url = f"/companies/{company.id}/details/address"
    before = opened(anna, company, "address")
    now = {name: getattr(company, name) or "" for name in GROUPS["address"]}
    mark.post(url, {**now, "city": "Leeds"}, htmx=True)
    answer = anna.post(url, {**now, "street": "9 New Street", **before}, htmx=True)
    assert "City is now “Leeds”" in answer.text
    assert "Street is now" not in answer.text


def test_two_people_who_type_the_same_do_not_disagree(browser, company):
    anna, mark = browser.as_("anna"), browser.as_("mark")
    url = f"/companies/{company.id}/details/address"
    before = opened(anna, company, "address")
    mark.post(url, of("address"), htmx=True)
    assert anna.post(url, {**of("address"), **before}, htmx=True).status_code == 200


def test_saving_again_overwrites(browser, company):
    anna, mark = browser.as_("anna"), browser.as_("mark")
    url = f"/companies/{company.id}/details/address"
    before = opened(anna, company, "address")
    mark.post(url, of("address", city="Leeds"), htmx=True)
    warned = anna.post(url, {**of("address", city="York"), **before}, htmx=True).text
    again = {"version": re.search(r'name="version"[^>]*value="([^"]+)"', warned).group(1)}
    assert anna.post(url, {**of("address", city="York"), **again}, htmx=True).status_code == 200
    assert company.city == "York"


def test_a_change_of_another_group_does_not_matter(browser, company):
    anna, mark = browser.as_("anna"), browser.as_("mark")
    url = f"/companies/{company.id}/details"
    before = opened(anna, company, "address")
    mark.post(f"{url}/about", of("about"), htmx=True)
    assert anna.post(f"{url}/address", {**of("address"), **before}, htmx=True).status_code == 200


def test_a_version_that_nobody_sent_is_a_stale_one_at_worst(browser, company):
    url = f"/companies/{company.id}/details/address"
    answer = browser.as_("anna").post(url, {**of("address"), "version": "x" * 5000}, htmx=True)
    assert answer.status_code == 422
    assert "Somebody changed this" in answer.text


# Status


def test_the_status_changes_in_the_header(browser, company, kinds):
    answer = browser.as_("sara").post(
        f"/companies/{company.id}/status", {"status": "trading"}, htmx=True
    )
    assert answer.status_code == 200
    assert re.search(r'<option value="trading" selected>', answer.text)
    assert "Status is now Trading" in answer.headers["HX-Trigger"]
    assert company.status == "trading"
    assert kinds() == ["company.updated"]


def test_the_status_of_a_plain_form(browser, company):
    answer = browser.as_("sara").post(f"/companies/{company.id}/status", {"status": "on_hold"})
    assert (answer.status_code, company.status) == (303, "on_hold")


@pytest.mark.parametrize("value", ["", "nonsense", "Trading", "a\0b", "x" * 10_000])
def test_a_status_that_is_not_on_the_list(browser, company, value):
    answer = browser.as_("sara").post(
        f"/companies/{company.id}/status", {"status": value}, htmx=True
    )
    assert answer.status_code == 400
    assert "Choose a status from the list" in answer.headers["HX-Trigger"]
    assert company.status == "lead"


# Roles


def test_an_agent_reads_and_cannot_edit(browser, company):
    alex, url = browser.as_("alex"), f"/companies/{company.id}"
    text = alex.get(f"{url}/details").text
    assert "ask one of them" in text
    assert 'name="status"' not in text
    assert text.count("disabled>") == 5
    for group in GROUPS:
        assert alex.get(f"{url}/details/{group}/edit", htmx=True).status_code == 403
        assert alex.post(f"{url}/details/{group}", of(group), htmx=True).status_code == 403
    assert alex.post(f"{url}/status", {"status": "won"}).status_code == 403
    assert (company.name, company.status) == ("Acme", "lead")


@pytest.mark.parametrize("path", ["details", "contacts", "details/about", "details/about/edit"])
def test_another_agency_finds_nothing(browser, company, path):
    hugo = browser.as_("hugo")
    assert hugo.get(f"/companies/{company.id}/{path}").status_code == 404
    assert hugo.post(f"/companies/{company.id}/status", {"status": "won"}).status_code == 404
    assert hugo.post(f"/companies/{company.id}/details/about", of("about")).status_code == 404
