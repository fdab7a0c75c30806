"""The search by keyboard, on a page without scripts, and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browserless import Browser


@pytest.fixture(scope="module")
def torrent(app):
    """Torrent Marine with seven contacts and a ticket about a lost suitcase."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        company = factories.company(name="Torrent Marine", city="Falmouth")
        for n in range(7):
            factories.contact(company, first_name="Tilda", last_name=f"Torrance {n}")
        ticket = factories.ticket(company, number=70_001, subject="Torrent of questions")
        db.session.commit()
        yield company.id, ticket.number
        db.session.delete(company)
        db.session.commit()


@pytest.fixture
def anna(page, app, site, torrent):
    return signed_in(page, app, site)


@pytest.fixture
def plain(chromium, app, site, torrent):
    """A browser in which scripts do not run."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    yield signed_in(context.new_page(), app, site)
    context.close()


def signed_in(page, app, site):
    cookie = Browser(app, "anna").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


def box(page):
    return page.get_by_role("combobox", name="Search")


def options(page):
    return page.locator("#search-list [role=option]")


def chosen(page):
    return page.locator("#search-list [aria-selected=true]")


def test_a_company_is_found_by_keyboard_alone(anna, torrent):
    company_id, number = torrent
    anna.goto("/tickets")
    anna.keyboard.press("/")
    expect(box(anna)).to_be_focused()
    assert axe.problems(anna) == []
    anna.keyboard.type("torr")
    expect(options(anna)).to_have_count(8)
    expect(box(anna)).to_have_attribute("aria-expanded", "true")
    expect(chosen(anna)).to_contain_text("Torrent Marine")
    assert axe.problems(anna) == []
    anna.keyboard.press("ArrowUp")
    expect(chosen(anna)).to_contain_text(f"#{number} Torrent of questions")
    anna.keyboard.press("ArrowDown")
    expect(chosen(anna)).to_contain_text("Torrent Marine")
    expect(chosen(anna).locator("mark")).to_have_text("Torr")
    anna.keyboard.press("Enter")
    anna.wait_for_url(re.compile(rf"/companies/{company_id}(/|$)"))


def test_escape_closes_and_ctrl_k_opens(anna):
    anna.goto("/companies")
    anna.keyboard.press("Control+k")
    expect(box(anna)).to_be_focused()
    anna.keyboard.type("no such thing")
    expect(anna.get_by_text("Nothing found for “no such thing”")).to_be_visible()
    expect(box(anna)).to_have_attribute("aria-expanded", "false")
    assert axe.problems(anna) == []
    anna.keyboard.press("Escape")
    expect(box(anna)).to_have_count(0)
    expect(anna.locator("#search-open")).to_be_focused()
    anna.get_by_role("searchbox").first.focus()
    anna.keyboard.press("/")
    expect(box(anna)).to_have_count(0)


def test_all_results_of_a_kind_stand_on_a_page(anna):
    anna.goto("/companies")
    anna.locator("#search-open").click()
    box(anna).press_sequentially("tilda")
    anna.get_by_role("option", name="All results in contacts").click()
    anna.wait_for_url(re.compile(r"/search\?q=tilda&kind=contact"))
    found = anna.locator("#search-results a.found")
    expect(found).to_have_count(7)
    assert axe.problems(anna) == []
    anna.get_by_label("Search for").fill("tilda torrance 3")
    expect(found).to_have_count(1)
    expect(anna).to_have_url(re.compile(r"q=tilda"))
    found.click()
    expect(anna.get_by_role("heading", level=1)).to_contain_text("Tilda Torrance 3")


def test_the_box_fills_a_phone(anna):
    anna.set_viewport_size({"width": 360, "height": 740})
    anna.goto("/companies")
    anna.locator("#search-open").click()
    box(anna).press_sequentially("torr")
    expect(options(anna).first).to_be_visible()
    assert anna.evaluate("document.documentElement.scrollWidth") <= 360
    assert anna.evaluate("document.getElementById('dialog').scrollWidth") <= 360
    assert axe.problems(anna) == []
    options(anna).filter(has_text="#70001").click()
    anna.wait_for_url(re.compile(r"/tickets/70001"))


def test_without_scripts_it_is_a_page(plain):
    plain.goto("/companies")
    plain.locator("#search-open").click()
    plain.get_by_label("Search for").fill("torrent marine")
    plain.get_by_role("button", name="Search", exact=True).click()
    expect(plain.locator("#search-results a.found").first).to_contain_text("Torrent Marine")
