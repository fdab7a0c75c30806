"""Contacts in a browser: found, edited on their page, deleted and brought back, merged, erased."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, text

from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browser.desk import fill, toast
from tests.browserless import Browser


@pytest.fixture
def acme(app):
    """A company with three contacts and a ticket; removed again for the tests after these."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        company = factories.company(name="Acme Aviation")
        made = [
            factories.contact(
                company, first_name=first, last_name="Smith", email=f"{first}@acme.test"
            )
            for first in ("Daniel", "Dan", "Carol")
        ]
        factories.ticket(company, contact_id=made[1].id, description="Dan Smith was charged twice.")
        db.session.commit()
        address = f"/companies/{company.id}/contacts"
    yield address
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        db.session.execute(delete(Company).where(Company.id == company.id))
        db.session.execute(text("truncate event, submission, message"))
        db.session.commit()


@pytest.fixture
def anna(page, app, site, acme):
    cookie = Browser(app, "anna").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


def names(page):
    return page.locator("#contacts a.go")


def look(page) -> None:
    """At the three widths: nothing is wrong, and nothing scrolls sideways."""
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert axe.problems(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_contact_is_found_changed_deleted_and_brought_back(anna):
    anna.goto("/contacts")
    look(anna)
    anna.get_by_label("Search contacts").fill("carol")
    expect(names(anna)).to_have_text(["Carol Smith"])
    names(anna).click()
    anna.get_by_role("link", name="Edit details").click()
    look(anna)
    fill(anna, {"Last name": "Jones", "Phone": "wrong"})
    anna.keyboard.press("Enter")
    expect(anna.get_by_text("Enter a phone number like").last).to_be_visible()
    fill(anna, {"Phone": "020 7946 0018"})
    anna.keyboard.press("Enter")
    expect(anna.get_by_role("heading", level=1)).to_have_text("Carol Jones")
    assert anna.evaluate("document.activeElement.id").endswith("-details-edit")
    anna.get_by_role("link", name="Delete").click()
    anna.locator("#dialog [name=confirm]").fill("Carol Jones")
    anna.keyboard.press("Enter")
    toast(anna, "Carol Jones deleted").get_by_role("button", name="Undo").click()
    expect(toast(anna, "Carol Jones is back")).to_be_visible()
    anna.get_by_role("link", name="Back to contacts").click()
    expect(anna.get_by_role("link", name="Carol Jones", exact=True)).to_be_visible()


def test_two_become_one_who_is_then_forgotten(anna, acme):
    anna.goto(acme)
    anna.get_by_role("link", name="Daniel Smith", exact=True).click()
    anna.get_by_role("button", name="More", exact=True).last.click()
    anna.get_by_role("link", name="Merge with another contact").click()
    look(anna)
    anna.get_by_label("Who is the same person?").select_option("Dan Smith (Dan@acme.test)")
    anna.get_by_role("button", name="Continue").click()
    look(anna)
    anna.get_by_role("radio", name="Dan", exact=True).check()
    anna.get_by_role("button", name="Merge contacts").click()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Dan Smith")
    expect(anna.get_by_text("Hotel overcharge").first).to_be_visible()
    anna.get_by_role("button", name="More", exact=True).last.click()
    anna.get_by_role("link", name="Erase this person").click()
    look(anna)
    anna.locator("#confirm").fill("Dan Smith")
    anna.get_by_role("button", name="Erase this person").click()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Person erased")
    look(anna)
    anna.get_by_role("link", name="Ticket #").click()
    expect(anna.get_by_text("Erased person").first).to_be_visible()
