"""Tickets in a browser: opened, found, worked, closed and reopened; also without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from app.blueprints.tickets import actions
from app.blueprints.tickets.models import TicketCounter
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browserless import Browser

WIDTHS = (360, 768, 1280)


@pytest.fixture(scope="module")
def orchid(app):
    """Orchid Marine with two contacts, 55 open tickets and a closed one, #56."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        company = factories.company(name="Orchid Marine")
        for first in ("Oona", "Otto"):
            factories.contact(
                company, first_name=first, last_name="Orr", is_primary=first == "Oona"
            )
        anna = db.session.get_one(factories.User, cast.ids["anna"])
        for n in range(56):
            TicketCounter.next()
            ticket = factories.ticket(company, number=n + 1, subject=f"Orchid question {n + 1:02}")
        actions.add_action(ticket, {"kind": "update", "details": "Called **twice**"}, by=anna)
        actions.close_ticket(ticket, by=anna)
        db.session.commit()
        return f"/companies/{company.id}"


@pytest.fixture
def anna(page, app, site, orchid):
    return signed_in(page, app, site)


@pytest.fixture
def plain(chromium, app, site, orchid):
    """A browser in which scripts do not run."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    yield signed_in(context.new_page(), app, site)
    context.close()


def signed_in(page, app, site):
    cookie = Browser(app, "anna").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


def rows(page):
    return page.locator("#tickets tbody tr")


def chosen(page, label):
    return page.get_by_role("combobox", name=label, exact=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(anna, orchid, width, scheme):
    anna.set_viewport_size({"width": width, "height": 800})
    anna.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    paths = (
        "/tickets", "/tickets?q=nothing+at+all", "/tickets/new", "/tickets/12", "/tickets/12/edit",
        "/tickets/56", "/tickets/56/reopening", "/tickets/12/deletion", "/tickets/subjects",
        "/profile/shortcuts", f"{orchid}/tickets",
    )  # fmt: skip
    for path in paths:
        anna.goto(path)
        assert axe.problems(anna) == [], path
        assert anna.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_toggles_and_filters_live_in_the_address_together(anna):
    anna.goto("/tickets")
    expect(rows(anna)).to_have_count(50)
    states = anna.get_by_role("navigation", name="State")
    states.get_by_role("link", name="Closed").click()
    expect(rows(anna)).to_have_count(1)
    expect(anna).to_have_url(re.compile("state=closed"))
    anna.get_by_label("Search tickets").fill("question 56")
    expect(anna).to_have_url(re.compile("state=closed.*q=question|q=question.*state=closed"))
    expect(rows(anna)).to_have_count(1)
    states.get_by_role("link", name="Open").click()
    expect(anna.get_by_text("No ticket matches")).to_be_visible()
    anna.go_back()
    expect(rows(anna)).to_have_count(1)
    anna.reload()
    expect(anna.get_by_label("Search tickets")).to_have_value("question 56")


def test_the_list_is_filtered_by_a_company_that_is_looked_up(anna, orchid):
    anna.goto("/tickets")
    anna.get_by_role("combobox", name="Company").press_sequentially("orchid")
    anna.get_by_role("option", name="Orchid Marine").click()
    expect(anna).to_have_url(re.compile(r"company=\d+"))
    expect(rows(anna)).to_have_count(50)


def test_the_status_is_toggled_in_the_row(anna):
    anna.goto("/tickets?q=question+03")
    anna.get_by_role("button", name="Start #3").click()
    expect(rows(anna).first).to_contain_text("In Progress")
    anna.get_by_role("button", name="Close #3").click()
    expect(rows(anna).first).to_contain_text("Closed")
    expect(anna).to_have_url(re.compile("q=question"))


def test_a_ticket_is_opened_worked_closed_and_reopened(anna):
    anna.goto("/tickets/new")
    anna.get_by_label("Description").fill("The hotel charged twice")
    anna.get_by_role("combobox", name="Company").press_sequentially("orchid")
    anna.get_by_role("option", name="Orchid Marine").click()
    contacts = anna.get_by_label("Contact", exact=True)
    expect(contacts.locator("option")).to_have_count(3)
    contacts.select_option(label="Otto Orr")
    anna.get_by_label("Category type").select_option("Agency")
    expect(anna.locator("#category option:not([value=''])")).to_have_count(6)
    anna.locator("#category").select_option(label="Supplier Error")
    expect(contacts).to_have_value(re.compile(r"\d+"))
    expect(anna.get_by_label("Description")).to_have_value("The hotel charged twice")
    anna.get_by_label("Subject").press_sequentially("Orchid question 1")
    expect(anna.locator("#ticket-subjects option")).to_have_count(10)
    anna.get_by_label("Subject").fill("Hotel overcharge")
    anna.get_by_role("button", name="Open ticket").click()
    expect(anna.get_by_role("heading", level=1)).to_have_text(re.compile(r"#\d+ Hotel overcharge"))
    chosen(anna, "Priority").focus()
    chosen(anna, "Priority").select_option("High")
    expect(anna.get_by_text("Priority changed from Medium to High")).to_be_visible()
    expect(chosen(anna, "Priority")).to_be_focused()
    anna.get_by_label("Details").fill("They **agree**")
    chosen(anna, "Status").select_option("In Progress")
    expect(anna.get_by_text("Status changed from Open to In Progress")).to_be_visible()
    expect(anna.get_by_label("Details")).to_have_value("They **agree**")
    anna.get_by_label("Details").press("Control+Enter")
    expect(anna.locator(".event strong")).to_have_text("agree")
    expect(anna.get_by_text("from Not assigned to Anna Archer")).to_be_visible()
    anna.get_by_role("link", name="Edit action 1").click()
    anna.locator(".event textarea").fill("They agree in writing")
    anna.get_by_role("button", name="Save action").click()
    expect(anna.locator(".event", has_text="in writing")).to_contain_text("edited")
    anna.get_by_role("button", name="Close ticket").click()
    expect(anna.get_by_text("Nothing can be changed")).to_be_visible()
    expect(anna.locator("main select, main textarea")).to_have_count(0)
    anna.get_by_role("link", name="Reopen").click()
    anna.get_by_label("Reason").fill("No refund yet")
    anna.get_by_role("button", name="Reopen ticket").click()
    expect(anna.get_by_text("No refund yet")).to_be_visible()
    expect(anna.get_by_role("button", name="Close ticket")).to_be_visible()


def test_the_tab_of_a_company_toggles_in_place(anna, orchid):
    anna.goto(f"{orchid}/details")
    anna.get_by_role("navigation", name="Sections").get_by_role("link", name="Tickets").click()
    expect(anna).to_have_url(re.compile(f"{orchid}/tickets"))
    anna.get_by_role("navigation", name="State").get_by_role("link", name="Closed").click()
    expect(anna.get_by_role("link", name="#56")).to_be_visible()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Orchid Marine")


def test_without_javascript_a_ticket_is_opened_and_worked(plain):
    plain.goto("/tickets/new")
    plain.get_by_label("Look for a company").fill("orchid")
    plain.get_by_role("button", name="Refresh choices").click()
    plain.locator("[name=company_id]").select_option(label="Orchid Marine")
    plain.locator("[name=subject]").fill("Plain question")
    plain.locator("[name=description]").fill("Typed already")
    plain.locator("[name=category_type]").select_option("Agency")
    plain.get_by_role("button", name="Refresh choices").click()
    expect(plain.locator("[name=description]")).to_have_value("Typed already")
    plain.locator("[name=contact_id]").select_option(label="Oona Orr")
    plain.locator("[name=category]").select_option("System Query")
    plain.get_by_role("button", name="Open ticket").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Plain question")
    plain.locator("#ticket-status").select_option("Development")
    plain.locator("#ticket-work form", has=plain.locator("#ticket-status")).get_by_role(
        "button"
    ).click()
    expect(plain.get_by_text("Status changed from Open to Development")).to_be_visible()
    plain.get_by_label("Details").fill("Asked the vendor")
    plain.get_by_role("button", name="Add action").click()
    expect(plain.get_by_text("Asked the vendor")).to_be_visible()
    plain.get_by_role("button", name="Close ticket").click()
    expect(plain.get_by_text("Nothing can be changed")).to_be_visible()
