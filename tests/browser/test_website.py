"""Filling a company from its website, in a browser."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, text

from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browserless import Browser
from tests.live import Site
from tests.odd_server import odd_server

PAGE = """
    <title>Home</title><meta property="og:site_name" content="Acme Aviation">
    <script type="application/ld+json">{"@type": "Corporation", "description": "Charter flights",
     "telephone": "01293 555000", "address": {"streetAddress": "1 Hangar Road",
     "addressLocality": "Horley", "postalCode": "RH6 0NP", "addressCountry": "UK"}}</script>
    <a href="mailto:sales@acme.test">Write</a>
"""


class ReadingSite(Site):
    wsgi = "tests.browser.website_site:app"


@pytest.fixture(scope="module")
def server():
    with odd_server() as server:
        server.pages["/"] = PAGE
        yield server


@pytest.fixture(scope="module")
def site(app, tmp_path_factory, server):
    folder = tmp_path_factory.mktemp("reading")
    with ReadingSite(folder, ODD_PORT=str(server.port)) as site:
        yield site


@pytest.fixture
def borealis(app):
    """A company without description, whose city is another one; all are removed again."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        company = factories.company(name="Borealis", city="Crawley")
        db.session.commit()
    yield f"/companies/{company.id}"
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        db.session.execute(delete(Company))
        db.session.execute(text("truncate event, submission"))
        db.session.commit()


def signed_in(page, app, site):
    cookie = Browser(app, "sara").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


@pytest.fixture
def sara(page, app, site, borealis):
    return signed_in(page, app, site)


@pytest.fixture
def plain(chromium, app, site, borealis):
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    yield signed_in(context.new_page(), app, site)
    context.close()


def test_a_new_company_takes_what_is_ticked_and_keeps_what_was_typed(sara, server):
    sara.goto("/companies/new")
    sara.get_by_label("City").fill("Crawley")
    sara.get_by_label("Ops team").fill("Night desk")
    sara.get_by_label("Website", exact=True).fill(server.url("/picture"))
    read = sara.get_by_role("button", name="Fill from website")
    read.click()
    expect(sara.get_by_text("That address is not a web page.")).to_be_visible()
    sara.get_by_label("Website", exact=True).fill(server.url())
    read.click()
    found = sara.locator("#website-found")
    expect(found.get_by_role("row").filter(has_text="City")).to_have_text(
        re.compile(r"City\s+Crawley\s+Horley")
    )
    expect(found.get_by_label("City")).not_to_be_checked()
    assert axe.problems(sara) == []
    found.get_by_label("Phone").uncheck()
    found.get_by_role("button", name="Fill in what is ticked").click()
    expect(sara.get_by_label("Company name")).to_have_value("Acme Aviation")
    expect(sara.get_by_label("Street")).to_have_value("1 Hangar Road")
    for label, value in {"City": "Crawley", "Phone": "", "Ops team": "Night desk"}.items():
        expect(sara.get_by_label(label)).to_have_value(value)
    sara.get_by_label("Industry").select_option("Aerospace")
    sara.get_by_role("button", name="Add company").click()
    expect(sara.get_by_role("heading", level=1)).to_have_text("Acme Aviation")


def test_a_company_that_is_there_is_completed(sara, server, borealis):
    sara.goto(f"{borealis}/details")
    sara.get_by_role("link", name="Fill from website").click()
    sara.get_by_label("Website", exact=True).fill(server.url("/silent"))
    sara.get_by_role("button", name="Read the website").click()
    expect(sara.get_by_text("took too long to answer")).to_be_visible()
    sara.get_by_label("Website", exact=True).fill(server.url())
    sara.keyboard.press("Enter")
    for width in (360, 768, 1280):
        sara.set_viewport_size({"width": width, "height": 800})
        expect(sara.get_by_label("City")).not_to_be_checked()
        assert axe.problems(sara) == []
        assert sara.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sara.get_by_label("Company name").uncheck()
    sara.get_by_role("button", name="Save what is ticked").click()
    expect(sara.locator("#toasts")).to_contain_text("filled from the website")
    expect(sara.get_by_role("heading", level=1)).to_have_text("Borealis")
    expect(sara.get_by_text("Charter flights")).to_be_visible()
    expect(sara.get_by_text("Crawley")).to_be_visible()


def test_without_scripts(plain, server):
    plain.goto("/companies/new")
    plain.get_by_label("Ops team").fill("Night desk")
    plain.get_by_label("Website", exact=True).fill(server.url())
    plain.get_by_role("button", name="Fill from website").click()
    plain.get_by_role("button", name="Fill in what is ticked").click()
    expect(plain.get_by_label("City")).to_have_value("Horley")
    expect(plain.get_by_label("Ops team")).to_have_value("Night desk")
