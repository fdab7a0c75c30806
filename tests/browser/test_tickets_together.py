"""Two people at the tickets at once, side by side; and the list worked by keys and in bulk."""

import re

import pytest
from playwright.sync_api import expect

from app.blueprints.tickets.models import TicketCounter
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser.test_tickets import signed_in
from tests.browserless import Browser


@pytest.fixture(scope="module")
def walnut(app):
    """Five tickets of Walnut Press; returns the first one's number."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        company = factories.company(name="Walnut Press")
        numbers = [TicketCounter.next() for _ in range(5)]
        for number in numbers:
            factories.ticket(company, number=number, subject=f"Walnut matter {number}")
        db.session.commit()
        return numbers[0]


@pytest.fixture
def anna(page, app, site, walnut):
    return signed_in(page, app, site)


@pytest.fixture
def mark(chromium, app, site, walnut):
    context = chromium.new_context(base_url=site.url)
    cookie = Browser(app, "mark").client.get_cookie("travault")
    context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    yield context.new_page()
    context.close()


def test_two_see_each_other_and_a_newer_choice_is_not_overwritten(anna, mark, walnut):
    anna.goto(f"/tickets/{walnut}")
    mark.goto(f"/tickets/{walnut}")
    expect(mark.locator("#ticket-presence")).to_contain_text("Anna Archer is also here")
    mark.get_by_role("combobox", name="Priority").select_option("High")
    expect(mark.get_by_text("Priority changed from Medium to High")).to_be_visible()
    anna.get_by_label("Details").fill("Typed meanwhile")
    anna.get_by_role("combobox", name="Priority").select_option("Low")
    expect(anna.get_by_text("Priority is High by now")).to_be_visible()
    expect(anna.get_by_role("combobox", name="Priority")).to_have_value("high")
    expect(anna.get_by_label("Details")).to_have_value("Typed meanwhile")
    anna.get_by_role("combobox", name="Priority").select_option("Low")
    expect(anna.get_by_text("Priority changed from High to Low")).to_be_visible()


def test_a_form_over_a_newer_edit_shows_both_versions(anna, mark, walnut):
    for person, text in ((anna, "Anna's version"), (mark, "Mark's version")):
        person.goto(f"/tickets/{walnut + 1}/edit")
        person.get_by_label("Description").fill(text)
    mark.get_by_role("button", name="Save ticket").click()
    expect(mark.get_by_role("heading", level=1)).to_contain_text("Walnut matter")
    anna.get_by_role("button", name="Save ticket").click()
    expect(anna.get_by_text("Mark's version")).to_be_visible()
    expect(anna.get_by_label("Description")).to_have_value("Anna's version")


def test_a_colleague_is_mentioned_with_the_keyboard_and_watches(anna, walnut):
    anna.goto(f"/tickets/{walnut + 2}")
    details = anna.get_by_label("Details")
    details.press_sequentially("Please ask @ma")
    expect(anna.locator("#mentions", has_text="Mark Mills")).to_be_visible()
    details.press("Escape")
    expect(anna.get_by_role("listbox", name="Colleagues")).to_be_hidden()
    details.press_sequentially("r")
    expect(anna.locator("#mentions", has_text="Mark Mills")).to_be_visible()
    details.press("Enter")
    expect(details).to_have_value("Please ask @Mark Mills ")
    details.press("Control+Enter")
    expect(anna.locator("#ticket-watchers")).to_contain_text("Mark Mills")
    anna.get_by_role("button", name="Watch", exact=True).click()
    expect(anna.get_by_role("button", name="Stop watching")).to_be_visible()


def test_the_list_is_worked_by_keys_and_changed_at_once(anna, walnut):
    anna.goto("/tickets?q=walnut+matter&sort=number")
    expect(anna.locator("#ticket-toggles .count").first).to_have_text("5")
    anna.keyboard.press("j")
    anna.keyboard.press("j")
    expect(anna.get_by_role("link", name=f"#{walnut + 1}", exact=True)).to_be_focused()
    anna.keyboard.press("x")
    anna.keyboard.press("j")
    anna.keyboard.press("x")
    expect(anna.locator("[data-picked-count]")).to_have_text("2 selected")
    anna.get_by_label("Search tickets").press("j")
    expect(anna.get_by_label("Search tickets")).to_have_value("jwalnut matter")
    anna.get_by_label("Search tickets").fill("walnut matter")
    anna.goto("/tickets?q=walnut+matter&sort=number")
    anna.get_by_label(f"Select #{walnut + 3}").check()
    anna.get_by_label(f"Select #{walnut + 4}").check()
    anna.get_by_role("combobox", name="Assigned to", exact=True).last.select_option("Sara Stone")
    anna.get_by_role("button", name="Set").click()
    expect(anna.get_by_text("2 tickets changed")).to_be_visible()
    anna.keyboard.press("j")
    anna.keyboard.press("Enter")
    expect(anna).to_have_url(re.compile(f"/tickets/{walnut}$"))
    anna.keyboard.press("j")
    expect(anna).to_have_url(re.compile(f"/tickets/{walnut + 1}$"))
    anna.keyboard.press("?")
    expect(anna.get_by_role("dialog")).to_contain_text("Next row")
    anna.get_by_role("button", name="Turn single keys off").click()
    expect(anna.get_by_text("Single keys are off")).to_be_visible()
    anna.keyboard.press("j")
    expect(anna).to_have_url(re.compile(f"/tickets/{walnut + 1}$"))


def test_a_ticket_is_deleted_by_its_number_and_brought_back(anna, walnut):
    anna.goto(f"/tickets/{walnut + 4}")
    anna.get_by_role("link", name="Delete ticket").click()
    button = anna.get_by_role("button", name="Delete ticket")
    expect(button).to_be_disabled()
    anna.get_by_label(re.compile("to confirm")).fill(str(walnut + 4))
    button.click()
    expect(anna.get_by_text(f"Ticket #{walnut + 4} deleted")).to_be_visible()
    anna.goto("/agency/bin")
    row = anna.get_by_role("row", name=re.compile(f"Walnut matter {walnut + 4}"))
    row.get_by_role("button", name=re.compile("Restore")).click()
    anna.goto(f"/tickets/{walnut + 4}")
    expect(anna.get_by_text("Ticket restored")).to_be_visible()


def test_subjects_are_renamed_and_merged_in_place(anna, walnut):
    anna.goto("/tickets/subjects?q=walnut")
    anna.get_by_role("link", name=f"Rename “Walnut matter {walnut}”").click()
    anna.get_by_role("textbox", name=re.compile("^Subject")).fill("Walnut affair")
    anna.get_by_role("button", name="Rename subject").click()
    expect(anna.get_by_role("cell", name="Walnut affair", exact=True)).to_be_visible()
    anna.get_by_role("link", name="Merge “Walnut affair” with another").click()
    anna.get_by_role("dialog").get_by_label("Merge into").fill(f"Walnut matter {walnut + 1}")
    anna.get_by_role("button", name="Merge subjects").click()
    expect(anna.get_by_text("1 ticket moved")).to_be_visible()
