"""What goes wrong on a long day: no scripts, a session that ended, an old page, a double click."""

import re

import pytest
from playwright.sync_api import expect

from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import desk
from tests.browser.conftest import visitor

HUGO = "hugo@harbour.test"


@pytest.fixture
def firm(app):
    """A new company with a contact, Carol Smith, and an open ticket: their addresses."""
    with app.app_context(), tenancy.entered(cast.ids["Harbour Travel"]):
        company = factories.company(name="Brisk Freight")
        factories.contact(company, first_name="Carol", last_name="Smith")
        ticket = factories.ticket(company)
        db.session.commit()
        yield f"/companies/{company.id}", f"/tickets/{ticket.number}"


@pytest.fixture
def hugo(page):
    desk.sign_in(page, HUGO, cast.PASSWORD)
    return page


@pytest.fixture
def plain(chromium, site):
    """A browser in which scripts do not run."""
    with visitor(chromium, site, java_script_enabled=False) as page:
        desk.sign_in(page, HUGO, cast.PASSWORD)
        yield page


def test_without_scripts_a_contact_is_added_and_edited(plain, firm):
    company, _ = firm
    desk.add_contact(plain, company, "Ada Lind")
    plain.get_by_role("link", name="Edit Ada Lind").click()
    desk.fill(plain.get_by_role("form", name="Edit Ada Lind"), {"Job title": "Head of travel"})
    plain.get_by_role("button", name="Save contact").click()
    expect(desk.row(plain, "Ada Lind")).to_contain_text("Head of travel")


def test_without_scripts_a_ticket_is_worked_and_closed(plain, firm):
    _, ticket = firm
    plain.goto(ticket)
    status = plain.locator("form", has=desk.field(plain, "Status"))
    status.get_by_role("combobox").select_option("In Progress")
    status.get_by_role("button", name="Save").click()
    expect(plain.locator("#ticket-timeline")).to_contain_text("from Open to In Progress")
    desk.fill(plain, {"Details": "Called the hotel."})
    plain.get_by_role("button", name="Add action").click()
    expect(plain.locator("#ticket-timeline")).to_contain_text("Called the hotel.")
    plain.get_by_role("button", name="Close ticket").click()
    expect(plain.get_by_text("Nothing can be changed")).to_be_visible()


def test_without_scripts_a_call_is_logged(plain, firm):
    company, _ = firm
    plain.goto(f"{company}/calls/new")
    desk.fill(plain, {"Subject": "Rates for next year"})
    plain.locator("select[name=contacts]").select_option("Carol Smith")
    desk.field(plain, "Outcome").select_option("Connected")
    plain.get_by_role("button", name="Log a call").click()
    expect(plain.get_by_text("Rates for next year")).to_be_visible()


def test_without_scripts_a_ticket_is_opened_once_however_often_one_clicks(plain, firm):
    company, _ = firm
    fill_ticket(plain, company, "Visa for Oslo")
    plain.get_by_role("button", name="Open ticket").dblclick()
    expect(desk.heading(plain, "Visa for Oslo")).to_be_visible()
    plain.goto(f"{company}/tickets")
    expect(desk.row(plain, "Visa for Oslo")).to_have_count(1)


def test_a_double_click_opens_one_ticket(hugo, firm):
    company, _ = firm
    fill_ticket(hugo, company, "Visa for Bergen")
    hugo.get_by_role("button", name="Open ticket").dblclick()
    expect(desk.heading(hugo, "Visa for Bergen")).to_be_visible()
    hugo.goto(f"{company}/tickets")
    expect(desk.row(hugo, "Visa for Bergen")).to_have_count(1)


def fill_ticket(page, company: str, subject: str) -> None:
    page.goto(f"/tickets/new?company={company.rpartition('/')[2]}")
    desk.field(page, "Category").select_option("Request")
    desk.fill(page, {"Subject": subject, "Description": "For two people."})


@pytest.mark.parametrize(
    ("place", "label", "button"),
    [
        ("{ticket}", "Details", "Add action"),
        ("{company}/calls/new", "Details", "Log a call"),
    ],
    ids=["of htmx", "of plain HTML"],
)
def test_text_is_offered_again_after_the_session_ended_under_a_form(
    hugo, firm, place, label, button
):
    company, ticket = firm
    hugo.goto(place.format(company=company, ticket=ticket))
    before = hugo.url
    desk.fill(hugo, {label: "Fourteen people to Oslo"})
    hugo.context.clear_cookies()
    hugo.get_by_role("button", name=button).click()
    expect(desk.heading(hugo, "Sign in")).to_be_visible()
    desk.sign_in(hugo, HUGO, cast.PASSWORD)
    expect(hugo).to_have_url(before)
    hugo.get_by_role("button", name="Restore it").click()
    expect(desk.field(hugo, label)).to_have_value("Fourteen people to Oslo")


def test_an_old_page_says_so_and_changes_nothing(hugo, firm):
    _, ticket = firm
    hugo.goto(ticket)
    make_old(hugo)
    desk.field(hugo, "Priority").select_option("High")
    expect(desk.toast(hugo, "This page was open too long")).to_be_visible()
    expect(desk.field(hugo, "Priority")).to_have_value("medium")


def make_old(page) -> None:
    """As if its tokens were of another session."""
    page.evaluate("""() => {
        document.body.setAttribute("hx-headers:inherited", '{"X-CSRFToken": "old"}');
        for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = "old";
    }""")


def test_the_page_first_asked_for_is_shown_after_signing_in(page):
    page.goto("/companies?q=brisk&sort=-name")
    desk.sign_in(page, HUGO, cast.PASSWORD)
    expect(page).to_have_url(re.compile(r"companies\?q=brisk&sort=-name$"))


def test_signing_out_ends_the_session_on_the_server(hugo, chromium, site):
    state = hugo.context.storage_state()
    hugo.get_by_role("button", name=re.compile("profile, theme and sign-out")).click()
    hugo.get_by_role("button", name="Sign out").click()
    expect(desk.toast(hugo, "Signed out")).to_be_visible()
    with visitor(chromium, site, storage_state=state) as thief:
        thief.goto("/companies")
        expect(desk.heading(thief, "Sign in")).to_be_visible()
