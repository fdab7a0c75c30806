"""The first day of a consultant, from the registration of the agency to the last PDF.

One agency lives through the whole file; every test works on a company or ticket of its own.
"""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from sqlalchemy import update

from app.blueprints.accounts.models import User
from app.core import clock
from app.core.db import db
from app.outbox.models import Message
from tests.browser import axe, desk
from tests.browser.conftest import visitor

SAMPLE = Path(__file__).parent.parent / "imports" / "samples" / "listed-companies.csv"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "sp500-constituents.csv"
AGENCY, ADMIN, AGENT = "Quayle Travel", "nora@quayle.test", "ben@quayle.test"
SUBSTITUTES = 55


@pytest.fixture(scope="module")
def nora(chromium, site):
    """The admin's browser, after registering, verifying and signing in."""
    with visitor(chromium, site) as page:
        desk.register(page, AGENCY, ADMIN, vat="GB 117 2236 43", number="SC654321")
        desk.open_mail(page, "Confirm your e-mail address", to=ADMIN)
        page.locator("a[href*='/verify/']").first.click()
        page.get_by_role("button", name="Confirm this address").click()
        desk.sign_in(page, ADMIN)
        yield page


@pytest.fixture(scope="module")
def ben(app, nora, chromium, site):
    """The browser of a colleague who is an agent."""
    with app.app_context():
        admin = db.session.scalar(db.select(User).filter_by(email=ADMIN))
        agent = User(agency_id=admin.agency_id, email=AGENT, first_name="Ben", last_name="Brook")
        agent.role, agent.email_verified_at = "agent", clock.now()
        agent.set_password(desk.PASSWORD)
        db.session.add(agent)
        db.session.commit()
    with visitor(chromium, site) as page:
        desk.sign_in(page, AGENT)
        yield page


@pytest.fixture(scope="module")
def vault(nora, tmp_path_factory):
    """The admin's browser, in an agency with the companies of the sample, and some more."""
    file = tmp_path_factory.mktemp("upload") / "companies.csv"
    file.write_text(SAMPLE.read_text() + "".join(map(_substitute, range(SUBSTITUTES))))
    import_companies(nora, file)
    return nora


def _substitute(n: int) -> str:
    return f'S{n},Substitute {n:02},Industrials,Railroads,"Omaha, Nebraska",2020-01-01,{n},1990\n'


def import_companies(page, file: Path) -> None:
    """Every step with what Travault guesses."""
    upload(page, file)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Check the rows").click()
    page.get_by_role("button", name=re.compile(r"^Import \d+ compan")).click(timeout=20_000)
    page.get_by_text("Finished").wait_for(timeout=30_000)


def upload(page, file: Path) -> None:
    page.goto("/imports/new")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Upload").click()
    expect(desk.field(page, "Security")).to_have_value("name")


def test_an_agency_registers_verifies_and_signs_in(nora):
    expect(nora).to_have_url(re.compile("/dashboard$"))
    expect(nora.get_by_role("banner")).to_contain_text(AGENCY)


@pytest.mark.parametrize("file", [SAMPLE] + [REAL] * REAL.exists(), ids=lambda file: file.stem)
def test_companies_of_a_file_are_matched_checked_imported_and_reported(nora, file):
    rows = list(csv.DictReader(io.StringIO(file.read_text())))
    upload(nora, file)
    expect(desk.field(nora, "GICS Sub-Industry")).to_have_value("industry")
    nora.get_by_role("button", name="Continue").click()
    industry = rows[0]["GICS Sub-Industry"]
    desk.field(nora, industry).select_option("Warehousing")
    nora.get_by_role("button", name="Check the rows").click()
    button = nora.get_by_role("button", name=f"Import {len(rows)} companies")
    button.wait_for(timeout=20_000)
    expect(nora.get_by_text(re.compile(r"Some companies will lack details"))).to_be_visible()
    button.click()
    nora.get_by_text(f"{len(rows)} companies imported").wait_for(timeout=30_000)
    nora.goto(f"/companies?q={rows[0]['Security']}")
    expect(desk.row(nora, rows[0]["Security"])).to_contain_text("Warehousing")


def test_companies_are_found_by_pages_sort_and_filters_which_the_address_keeps(vault):
    vault.goto("/companies")
    names = vault.locator("tbody a.go")
    expect(names).to_have_count(50)
    vault.get_by_role("link", name="Next").click()
    expect(vault.get_by_text(re.compile(r"^51–"))).to_be_visible()
    expect(vault).to_have_url(re.compile(r"page=2"))
    vault.goto("/companies")
    head = vault.get_by_role("columnheader", name="Company")
    head.get_by_role("link").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(names.first).to_contain_text(re.compile("Z|Wren"))
    vault.get_by_role("combobox", name="Industry").select_option("Insurance")
    vault.get_by_label("Search companies").fill("wren")
    expect(names).to_have_text(["Wren Mutual"])
    expect(vault).to_have_url(re.compile(r"(?=.*q=wren)(?=.*industry=insurance)(?=.*sort=-name)"))
    vault.reload()
    expect(names).to_have_text(["Wren Mutual"])
    expect(vault.get_by_label("Search companies")).to_have_value("wren")
    vault.get_by_label("Search companies").fill("nobody of this name")
    expect(vault.get_by_text("No company matches")).to_be_visible()


def test_an_imported_company_says_what_is_to_complete_until_it_is_there(vault):
    company = desk.company_named(vault, "Northlight Power")
    expect(vault.get_by_text(re.compile("To complete: .*[Ss]treet"))).to_be_visible()
    vault.get_by_role("link", name="Edit address").click()
    desk.fill(vault, {"Street": "8 Lake Avenue", "Postal code": "55802"})
    vault.get_by_role("button", name="Save").click()
    expect(vault.get_by_text("8 Lake Avenue")).to_be_visible()
    expect(vault.get_by_text(re.compile("To complete: (?!.*[Ss]treet)"))).to_be_visible()
    expect(vault).to_have_url(f"{company}/details")


def test_a_contact_is_edited_in_place_by_keyboard(vault):
    company = desk.company_named(vault, "Aquifer")
    desk.add_contact(vault, company, "Ada Lind")
    desk.add_contact(vault, company, "Ken Ito")
    expect(tabs(vault).get_by_role("link", name="Contacts")).to_contain_text("2")
    edit = vault.get_by_role("link", name="Edit Ada Lind")
    edit.press("Enter")
    form = vault.get_by_role("form", name="Edit Ada Lind")
    expect(desk.field(form, "First name")).to_be_focused()
    desk.fill(form, {"Job title": "Discarded"})
    desk.field(form, "Job title").press("Escape")
    expect(edit).to_be_focused()
    expect(desk.row(vault, "Ada Lind")).to_contain_text("Travel manager")
    edit.press("Enter")
    desk.field(form, "E-mail").fill("no address")
    desk.field(form, "E-mail").press("Enter")
    expect(form.get_by_text("Enter an e-mail address like")).to_be_visible()
    expect(form.get_by_text("Text you typed earlier")).to_have_count(0)
    expect(desk.field(form, "E-mail")).to_be_focused()
    desk.fill(form, {"E-mail": "ada@aquifer.test", "Job title": "Head of travel"})
    desk.field(form, "Job title").press("Enter")
    expect(desk.row(vault, "Ada Lind")).to_contain_text("Head of travel")
    expect(desk.row(vault, "Ada Lind")).to_contain_text("ada@aquifer.test")
    expect(edit).to_be_focused()
    expect(vault).to_have_url(f"{company}/contacts")


def test_tabs_are_swapped_and_right_on_reload_back_and_forward(vault):
    company = desk.company_named(vault, "Quillstone")
    vault.evaluate("window.isSamePage = true")
    for tab in ("Contacts", "Activity", "Tickets"):
        open_tab(vault, tab)
        expect(vault).to_have_url(f"{company}/{tab.lower()}")
    assert vault.evaluate("window.isSamePage")
    vault.go_back()
    expect(current_tab(vault)).to_contain_text("Activity")
    expect(vault.get_by_role("region", name="Activity")).to_be_visible()
    vault.go_forward()
    expect(current_tab(vault)).to_contain_text("Tickets")
    vault.reload()
    expect(current_tab(vault)).to_contain_text("Tickets")
    expect(desk.heading(vault, "Quillstone")).to_be_visible()


def open_tab(page, name: str) -> None:
    tabs(page).get_by_role("link", name=name).click()
    expect(current_tab(page)).to_contain_text(name)


def tabs(page):
    return page.get_by_role("navigation", name="Sections of this company")


def current_tab(page):
    return tabs(page).locator("[aria-current=page]")


@pytest.mark.parametrize(
    ("kind", "people", "outcome"),
    [
        ("call", "Contacts", "Connected"),
        ("meeting", "Attendees", "Scheduled"),
        ("e-mail", "Contacts", "Sent"),
    ],
)
def test_what_was_said_is_logged_and_its_reminder_mailed(vault, kind, people, outcome):
    company = desk.company_named(vault, "Harbour Marine")
    desk.add_contact(vault, company, f"Rosa {kind.title()}")
    open_tab(vault, "Activity")
    vault.get_by_role("link", name=f"Log a{'n' * (kind[0] == 'e')} {kind}").click()
    dialog = vault.get_by_role("dialog")
    desk.fill(dialog, {"Subject": f"Rates by {kind}", "Details": "Asked for **new rates**."})
    desk.choose(dialog, people, "Rosa")
    desk.field(dialog, "Outcome").select_option(outcome)
    if kind == "meeting":
        desk.field(dialog, "Location").select_option("Online")
    dialog.get_by_text("Reminder", exact=True).click()
    desk.fill(dialog, {"Remind on": "2026-01-05", "Message": f"Send rates after the {kind}"})
    dialog.get_by_role("button", name=re.compile("^(Log|Save)")).click()
    expect(dialog).to_be_hidden()
    entry = vault.get_by_role("listitem").filter(has_text=f"Rates by {kind}")
    expect(entry.get_by_text("new rates")).to_be_visible()
    expect(vault).to_have_url(f"{company}/activity")
    desk.open_mail(vault, f"Reminder: Send rates after the {kind}", to=ADMIN)
    expect(vault.get_by_text("Harbour Marine").first).to_be_visible()


def test_a_ticket_is_worked_until_it_is_closed_and_every_change_is_logged(vault, ben):
    ticket = desk.open_ticket(vault, desk.company_named(vault, "Obsidian Air"), "Hotel overcharge")
    log = vault.locator("#ticket-timeline")
    for label, value, line in [
        ("Status", "In Progress", "Status changed from Open to In Progress"),
        ("Priority", "High", "Priority changed from Medium to High"),
        ("Assigned to", "Ben Brook", "Assigned to changed from Not assigned to Ben Brook"),
    ]:
        desk.field(vault, label).focus()
        desk.field(vault, label).select_option(value)
        expect(log).to_contain_text(line)
        expect(desk.field(vault, label)).to_be_focused()
    ben.goto(ticket)
    desk.fill(ben, {"Details": "Called the hotel: **refund** agreed."})
    ben.get_by_role("button", name="Add action").click()
    expect(ben.locator("#ticket-timeline strong", has_text="refund")).to_be_visible()
    expect(desk.field(ben, "Details")).to_have_value("")
    ben.get_by_role("button", name="Close ticket").click()
    expect(ben.get_by_text("Nothing can be changed")).to_be_visible()
    expect(ben.locator("#ticket-closed")).to_be_focused()
    expect(ben.get_by_role("button", name="Add action")).to_have_count(0)
    expect(ben.get_by_role("link", name="Reopen")).to_have_count(0)


def test_a_closed_ticket_refuses_changes_until_an_admin_reopens_it(vault, ben):
    company = desk.company_named(vault, "Tidewater Trust")
    ticket = desk.open_ticket(vault, company, "Lost invoice", assignee="Ben Brook")
    ben.goto(ticket)
    vault.get_by_role("button", name="Close ticket").click()
    expect(vault.get_by_text("Nothing can be changed")).to_be_visible()
    desk.field(ben, "Priority").select_option("High")
    expect(desk.toast(ben, "This ticket is closed")).to_be_visible()
    expect(desk.field(ben, "Priority")).to_have_value("medium")
    vault.get_by_role("link", name="Reopen").click()
    desk.fill(vault, {"Reason": "The invoice was found"})
    vault.get_by_role("button", name="Reopen ticket").click()
    expect(vault.locator("#ticket-timeline")).to_contain_text("The invoice was found")
    expect(desk.heading(vault, "Lost invoice")).to_be_focused()
    desk.field(vault, "Priority").select_option("High")
    expect(vault.locator("#ticket-timeline")).to_contain_text(
        "Priority changed from Medium to High"
    )


def test_the_changes_of_a_ticket_are_mailed_together_to_who_has_it(app, vault, ben):
    company = desk.company_named(vault, "Ferry & Vale")
    ticket = desk.open_ticket(vault, company, "Wrong seat", assignee="Ben Brook")
    number = ticket.rpartition("/")[2]
    desk.field(vault, "Status").select_option("Development")
    expect(vault.locator("#ticket-timeline")).to_contain_text("Development")
    desk.fill(vault, {"Details": "Asked the airline."})
    vault.get_by_role("button", name="Add action").click()
    expect(vault.locator("#ticket-timeline")).to_contain_text("Asked the airline")
    vault.get_by_role("button", name="Close ticket").click()
    expect(vault.get_by_text("Nothing can be changed")).to_be_visible()
    send_what_waits(app)
    desk.open_mail(ben, f"[#{number}] Wrong seat — opened", to=AGENT)
    for news in ("opened this ticket", "Asked the airline.", "Open to Closed"):
        expect(ben.locator(".mail-text")).to_contain_text(news)
    ben.locator(f"a[href*='/tickets/{number}#ticket_action']").first.click()
    expect(desk.heading(ben, "Wrong seat")).to_be_visible()


def send_what_waits(app):
    """As if the two minutes were over in which changes are gathered."""
    with app.app_context():
        mails = update(Message).where(Message.kind == "ticket.mail", Message.state == "pending")
        db.session.execute(mails.values(deliver_at=clock.now()))
        db.session.commit()


def test_the_list_of_tickets_is_toggled_between_open_closed_and_all(vault):
    company = desk.company_named(vault, "Wren Mutual")
    for subject in ("Visa question", "Late refund"):
        desk.open_ticket(vault, company, subject)
    vault.get_by_role("button", name="Close ticket").click()
    expect(vault.get_by_text("Nothing can be changed")).to_be_visible()
    vault.goto("/tickets?q=Wren")
    visa, refund = desk.row(vault, "Visa question"), desk.row(vault, "Late refund")
    expect(visa).to_be_visible()
    expect(refund).to_have_count(0)
    state = vault.get_by_role("navigation", name="State")
    state.get_by_role("link", name="Closed").click()
    expect(refund).to_be_visible()
    expect(visa).to_have_count(0)
    expect(vault).to_have_url(re.compile("state=closed"))
    state.get_by_role("link", name="All").click()
    expect(visa).to_be_visible()
    expect(refund).to_be_visible()
    vault.go_back()
    expect(visa).to_have_count(0)


def test_a_ticket_and_a_company_become_pdfs_while_the_page_stays_in_use(vault):
    company = desk.company_named(vault, "Mérida Instruments")
    assert "Mérida Instruments" in text_of(desk.make_pdf(vault))
    desk.open_ticket(vault, company, "Double booking")
    assert "Double booking" in text_of(desk.make_pdf(vault))
    vault.goto("/exports")
    expect(vault.get_by_role("link", name="Download PDF")).to_have_count(2)
    assert axe.problems(vault) == []


def text_of(pdf: bytes) -> str:
    assert pdf.startswith(b"%PDF")
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
