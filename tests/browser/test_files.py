"""A company's files in a browser: choosing and dropping, seeing, renaming, deleting, getting back."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, text

from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe, desk
from tests.browser.test_vault import signed_in
from tests.files import samples

DROP = """([name, content]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([content], name));
  const drop = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped });
  document.querySelector("[data-drop]").dispatchEvent(drop);
}"""


@pytest.fixture(scope="module")
def company(app):
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        number = factories.company(name="Paperwork Ltd").id
        db.session.commit()
    yield f"/companies/{number}/files"
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        db.session.execute(delete(Company).where(Company.id == number))
        db.session.execute(text("truncate event, submission, message"))
        db.session.commit()


def given(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_files_are_chosen_dropped_seen_renamed_and_got_back(page, app, site, company):
    anna = signed_in(page, app, site)
    anna.goto(company)
    choose = anna.get_by_label(re.compile("Choose files"))
    choose.set_input_files([given("Offer.pdf", samples.PDF), given("page.png", samples.HTML)])
    expect(desk.row(anna, "Offer.pdf")).to_be_visible()
    expect(anna.get_by_text("page.png is not a .png file inside")).to_be_visible()
    anna.evaluate(DROP, ["Rates.csv", "Hotel;Rate\nThe Midland;118\n"])
    expect(desk.row(anna, "Rates.csv")).to_be_visible()
    expect(anna.locator("#tab-files .count")).to_have_text("2")
    choose.set_input_files([given("Logo.png", samples.PNG)])
    see_the_picture(anna)
    rename(anna, "Logo.png", "Letterhead")
    delete_and_undo(anna, "Letterhead.png")
    expect(anna).to_have_url(re.compile(f"{company}$"))
    with anna.expect_download() as download:
        anna.get_by_role("link", name="Download Offer.pdf").click()
    assert download.value.suggested_filename == "Offer.pdf"
    assert download.value.path().read_bytes() == samples.PDF
    assert axe.problems(anna) == []


def test_a_file_that_is_too_large_is_said_before_it_is_sent(page, app, site, company):
    anna = signed_in(page, app, site)
    anna.goto(company)
    sent = []
    anna.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    large = given("Scan.pdf", samples.PDF + bytes(10 * 1024 * 1024))
    anna.get_by_label(re.compile("Choose files")).set_input_files([large])
    expect(anna.get_by_text("Scan.pdf: larger than 10 MB")).to_be_visible()
    assert sent == []


def test_without_scripts_a_file_is_sent_by_its_button(chromium, app, site, company):
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    anna = signed_in(context.new_page(), app, site)
    anna.goto(company)
    anna.set_input_files("input[type=file]", [given("Plain.txt", samples.TEXT)])
    anna.get_by_role("button", name="Upload").click()
    expect(desk.row(anna, "Plain.txt")).to_be_visible()
    anna.get_by_role("button", name="Delete Plain.txt").click()
    expect(anna.locator("main").get_by_role("row").filter(has_text="Plain.txt")).to_have_count(0)
    context.close()


def see_the_picture(page) -> None:
    page.get_by_role("link", name="Logo.png", exact=True).click()
    picture = page.get_by_role("dialog").get_by_role("img", name="Logo.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") == 1
    page.get_by_role("dialog").get_by_role("link", name="Close").click()


def rename(page, name: str, to: str) -> None:
    page.get_by_role("link", name=f"Rename {name}").click()
    dialog = page.get_by_role("dialog")
    desk.fill(dialog, {"Name": to})
    dialog.get_by_role("button", name="Rename").click()
    expect(desk.row(page, to)).to_be_visible()
    expect(dialog).to_be_hidden()


def delete_and_undo(page, name: str) -> None:
    page.get_by_role("button", name=f"Delete {name}").click()
    expect(page.get_by_role("row").filter(has_text=name)).to_have_count(0)
    desk.toast(page, f"{name} deleted").get_by_role("button", name="Undo").click()
    expect(desk.row(page, name)).to_be_visible()
