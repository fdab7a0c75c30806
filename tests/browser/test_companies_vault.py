"""Companies in a browser: many at once, views, duplicates, links, the bin; and without JavaScript."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browser.test_vault import signed_in

NAMES = ("Acme Aviation", "Acme Freight", "Birch Legal", "Cedar Foods", "Zenith Rail")


@pytest.fixture(scope="module")
def vault(app):
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        ids = {name: factories.company(name=name).id for name in NAMES}
        db.session.commit()
    yield ids
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        db.session.execute(
            text("truncate company, deletion, saved_view, event, submission cascade")
        )
        db.session.commit()


@pytest.fixture
def anna(page, app, site, vault):
    return signed_in(page, app, site)


@pytest.fixture
def plain(chromium, app, site, vault):
    """A browser in which scripts do not run."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    yield signed_in(context.new_page(), app, site)
    context.close()


def tick(page, name: str, **options) -> None:
    page.get_by_label(f"Select {name}").click(**options)


def toast(page):
    return page.locator("#toasts")


def test_many_are_chosen_and_changed(anna):
    anna.goto("/companies")
    tick(anna, "Acme Aviation")
    tick(anna, "Birch Legal", modifiers=["Shift"])
    bar = anna.locator("#picked")
    expect(bar.locator("output")).to_have_text("3 selected")
    tick(anna, "Acme Freight")
    expect(bar.locator("output")).to_have_text("2 selected")
    assert axe.problems(anna) == []
    bar.get_by_label("Account status").select_option("trading")
    bar.get_by_role("button", name="Set").click()
    expect(toast(anna)).to_contain_text("2 companies changed")
    anna.get_by_label("Select all rows of this page").check()
    expect(bar.locator("output")).to_have_text("5 selected")
    bar.get_by_role("button", name="Select nothing").click()
    expect(bar).to_be_hidden()


def test_a_view_is_saved_and_marked(anna):
    anna.goto("/companies?status=trading&sort=-name")
    anna.get_by_role("button", name="Views").click()
    anna.get_by_role("link", name="Save this view").click()
    anna.get_by_role("dialog").get_by_label("Name").fill("Who trades")
    anna.keyboard.press("Enter")
    expect(toast(anna)).to_contain_text("saved")
    anna.goto("/companies")
    anna.get_by_role("button", name="Views").click()
    anna.get_by_role("link", name="Who trades").click()
    expect(anna.get_by_role("button", name="Who trades")).to_be_visible()
    expect(anna.locator("tbody tr")).to_have_count(2)


def test_a_likely_duplicate_is_named_while_typing(anna, vault):
    anna.goto("/companies/new")
    anna.get_by_label("Company name").type("acme aviation Ltd")
    link = anna.locator("#alike").get_by_role("link")
    expect(link).to_contain_text("Acme Aviation")
    with anna.context.expect_page() as opened:
        link.first.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Acme Aviation")
    anna.get_by_label("Company name").fill("Dogwood Media")
    expect(anna.locator("#alike")).to_be_empty()


def test_companies_are_linked_unlinked_and_linked_again(anna, vault):
    anna.goto(f"/companies/{vault['Acme Aviation']}/details")
    links = anna.locator("#links")
    links.get_by_label("Link a company").type("nith")
    links.get_by_role("button", name="Zenith Rail").click()
    expect(links.get_by_role("link", name="Zenith Rail")).to_be_visible()
    links.get_by_role("button", name="Unlink Zenith Rail").click()
    expect(links).to_contain_text("None yet")
    toast(anna).get_by_role("button", name="Undo").click()
    links.get_by_role("link", name="Zenith Rail").click()
    expect(links.get_by_role("link", name="Acme Aviation")).to_be_visible()


def test_a_company_goes_into_the_bin_and_comes_back(anna, vault):
    anna.goto(f"/companies/{vault['Cedar Foods']}/details")
    anna.get_by_role("link", name="Delete company").click()
    dialog = anna.get_by_role("dialog")
    dialog.get_by_label("Type Cedar Foods").fill("Cedar Foods")
    dialog.get_by_role("button", name="Delete company").click()
    expect(toast(anna)).to_contain_text("Cedar Foods deleted")
    expect(anna.locator("tbody")).not_to_contain_text("Cedar Foods")
    anna.goto("/agency/bin")
    assert axe.problems(anna) == []
    anna.get_by_role("button", name="Restore").click()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Cedar Foods")


def test_all_of_it_without_a_script(plain, vault):
    plain.goto("/companies")
    tick(plain, "Zenith Rail")
    plain.locator("#picked").get_by_label("Account status").select_option("on_hold")
    plain.locator("#picked").get_by_role("button", name="Set").click()
    expect(plain.locator("#toasts")).to_contain_text("1 company changed")
    plain.goto(f"/companies/{vault['Birch Legal']}/details")
    plain.get_by_label("Link a company").fill("cedar")
    plain.keyboard.press("Enter")
    plain.get_by_role("button", name="Cedar Foods").click()
    expect(plain.locator("#links")).to_contain_text("Cedar Foods")
