"""Client notes and fees in a browser: written in place, previewed, compared, restored, moved, undone."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, text

from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe, desk
from tests.browser.test_tickets import signed_in


@pytest.fixture
def heron(app):
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        heron = factories.company(name="Heron Design").id
        db.session.commit()
    yield f"/companies/{heron}"
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        for table in ("note_revision", "client_notes", "fee"):
            db.session.execute(text(f"delete from {table}"))  # noqa: S608
        db.session.execute(delete(Company).where(Company.id == heron))
        db.session.execute(text("truncate event, submission"))
        db.session.commit()


@pytest.fixture
def anna(page, app, site, heron):
    return signed_in(page, app, site)


def write(page, words: str) -> None:
    page.get_by_role("link", name="Edit rail notes").click()
    page.get_by_role("textbox", name="Rail notes").fill(words)
    page.keyboard.press("Control+Enter")
    expect(desk.toast(page, "Rail notes saved").first).to_be_visible()


def test_a_section_is_written_previewed_and_taken_back(anna, heron):
    anna.goto(f"{heron}/notes")
    write(anna, "Standard **class**")
    expect(anna.locator("#note-rail strong")).to_have_text("class")
    anna.get_by_role("link", name="Edit rail notes").click()
    anna.get_by_role("textbox", name="Rail notes").fill("First *class*")
    anna.get_by_role("radio", name="Preview").check()
    expect(anna.locator(".preview em")).to_have_text("class")
    anna.get_by_role("radio", name="Write").check()
    anna.get_by_role("button", name="Save").click()
    expect(anna.locator("#note-rail em")).to_have_text("class")
    assert axe.problems(anna) == []
    anna.get_by_role("link", name="History of rail notes").click()
    expect(anna.locator("del").first).to_contain_text("Standard")
    anna.get_by_role("button", name="Restore this text").click()
    expect(desk.toast(anna, "The older text is back")).to_be_visible()


def test_fees_are_added_moved_and_deleted_with_undo(anna, heron):
    anna.goto(f"{heron}/fees")
    for service in ("Air ticket", "Rail ticket"):
        anna.get_by_role("link", name="Add fee").first.click()
        form = anna.get_by_role("form", name="Add fee")
        desk.fill(form, {"Service": service, "Online fee": "1,234.5"})
        form.get_by_role("button", name="Add fee").click()
        expect(desk.row(anna, service)).to_contain_text("£1,234.50")
    anna.get_by_role("button", name="Move Rail ticket up").click()
    expect(anna.locator("table.fees tbody tr").first).to_contain_text("Rail ticket")
    anna.get_by_role("button", name="Delete Rail ticket").click()
    anna.get_by_role("button", name="Undo").click()
    expect(desk.row(anna, "Rail ticket")).to_be_visible()
