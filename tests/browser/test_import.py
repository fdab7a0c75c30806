"""An import in a browser: every step, what is refused, and the way without scripts."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from app.core.db import db
from tests.browser import axe
from tests.browserless import Browser
from tests.imports.steps import SAMPLE, csv_of

SCHEMES, WIDTHS = ("light", "dark"), (360, 768, 1280)


@pytest.fixture(scope="module", autouse=True)
def cleared(app):
    """What is imported here stays in the database until it is taken out again."""
    yield
    with app.app_context():
        db.session.execute(text("truncate import, company, message, event, submission cascade"))
        db.session.commit()


@pytest.fixture
def anna(page, app, site):
    return signed_in(page, app, site)


@pytest.fixture
def plain(chromium, app, site):
    """A browser in which scripts do not run."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    yield signed_in(context.new_page(), app, site)
    context.close()


def signed_in(page, app, site):
    cookie = Browser(app, "anna").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


def choose(page, content: bytes, name="clients.csv") -> None:
    page.goto("/imports/new")
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Upload").click()


def upload(page, content: bytes, kind: str) -> None:
    page.goto("/imports/new")
    page.get_by_label(kind, exact=True).check()
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("CSV file").set_input_files(file)
    press(page, "Upload")


def press(page, button: str) -> None:
    page.get_by_role("button", name=button).click()


def look(page) -> None:
    """In both themes and three widths: nothing for axe to find, nothing beyond the edge."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert axe.problems(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_step_of_an_import(anna):
    choose(anna, SAMPLE.read_bytes(), "listed.csv")
    expect(anna.get_by_label("Security")).to_have_value("name")
    look(anna)
    anna.get_by_label("Security").select_option("")
    press(anna, "Continue")
    expect(anna.get_by_role("alert")).to_be_focused()
    look(anna)
    anna.get_by_label("Security").select_option("name")
    press(anna, "Continue")
    expect(anna.get_by_label("Passenger Airlines")).to_have_value("transportation")
    look(anna)
    anna.get_by_label("Water Utilities").select_option("other_services")
    press(anna, "Check the rows")
    expect(anna.get_by_role("heading", name="What will happen")).to_be_visible()
    look(anna)
    press(anna, "Import 10 companies")
    expect(anna.get_by_text("10 companies imported")).to_be_visible()
    assert anna.locator("progress").count() == 0
    look(anna)
    anna.get_by_role("link", name="Show the companies").click()
    expect(anna.get_by_role("link", name="Harbour Marine")).to_be_visible()
    anna.goto("/imports")
    expect(anna.get_by_role("row", name="listed.csv")).to_contain_text("Imported")
    look(anna)


def test_contacts_are_imported_and_taken_back(anna):
    rows = ("Cora,Coates,cora@coates.test,020 7946 0018,Coates Cranes", "Ida,,no address,1,Nowhere")
    upload(anna, csv_of("First Name,Last Name,Email,Phone Number,Company name", *rows), "Contacts")
    anna.get_by_label("Add the company, to be completed later").check()
    press(anna, "Continue")
    expect(anna.get_by_text("is not an e-mail address")).to_be_visible()
    press(anna, "Import 1 contact")
    expect(anna.get_by_text("1 contact imported")).to_be_visible()
    report = anna.url
    anna.get_by_role("link", name="Show the contacts").click()
    expect(anna.get_by_role("link", name="Cora Coates")).to_be_visible()
    anna.goto("/companies?incomplete=1&q=coates")
    expect(anna.get_by_role("link", name="Coates Cranes")).to_be_visible()
    anna.goto(report)
    anna.get_by_role("link", name="Undo this import").click()
    look(anna)
    press(anna, "Undo the import")
    expect(anna.get_by_text("This import was undone by Anna Archer")).to_be_visible()
    anna.goto("/contacts?q=coates")
    expect(anna.get_by_text("No contact matches")).to_be_visible()


def test_a_file_that_cannot_be_read_is_said_beside_the_field(anna):
    choose(anna, b"PK\x03\x04 a workbook", "clients.xlsx")
    field = anna.get_by_label("CSV file")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(anna.get_by_text("This is an Excel or zip file, not CSV")).to_be_visible()
    look(anna)


def test_fifty_megabytes_are_answered_with_words(anna, tmp_path):
    file = tmp_path / "clients.csv"
    with file.open("wb") as large:
        large.truncate(50 * 1024 * 1024)
    anna.goto("/imports/new")
    anna.get_by_label("CSV file").set_input_files(file)
    press(anna, "Upload")
    expect(anna.get_by_text("Files may have at most 10 MB")).to_be_visible()


def test_the_whole_way_without_scripts(plain):
    choose(plain, csv_of("Name,Industry,Phone", "Plain Travel,Frobnication,", "Broken,,12"))
    press(plain, "Continue")
    plain.get_by_label("Frobnication").select_option("tourism")
    press(plain, "Check the rows")
    expect(plain.get_by_text("“12” is not a phone number")).to_be_visible()
    press(plain, "Import 1 company")
    for _ in range(20):
        if plain.get_by_text("1 company imported").count():
            break
        plain.get_by_role("link", name="Refresh").click()
        plain.wait_for_timeout(500)
    with plain.expect_download() as download:
        plain.get_by_role("link", name="Download rejected rows").click()
    assert "is not a phone number" in download.value.path().read_text("utf-8-sig")
