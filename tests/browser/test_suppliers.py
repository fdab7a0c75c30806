"""Agent support in a browser: add, search, edit in place, delete."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_import import look, signed_in


@pytest.fixture
def anna(page, app, site):
    return signed_in(page, app, site)


def test_a_supplier_is_added_found_edited_and_deleted(anna):
    anna.goto("/suppliers/new")
    anna.get_by_label("Name").first.fill("Café Étoile Transfers")
    anna.get_by_label("Type").select_option("ground")
    anna.get_by_label("Websites").fill("etoile.example")
    anna.get_by_label("Contact numbers").fill("020 7946 0018")
    anna.get_by_role("button", name="Add supplier").click()
    expect(anna.get_by_role("heading", name="Café Étoile Transfers")).to_be_visible()
    look(anna)
    anna.goto("/suppliers")
    anna.get_by_role("searchbox", name="Search suppliers").fill("cafe etoile")
    anna.wait_for_url("**q=cafe**")
    link = anna.get_by_role("link", name="etoile.example")
    expect(link).to_be_visible()
    assert (link.get_attribute("target"), link.get_attribute("rel")) == (
        "_blank",
        "noopener noreferrer",
    )
    anna.get_by_role("link", name="Edit Café Étoile Transfers").click()
    anna.get_by_role("textbox", name="Other").fill("Quote the PNR")
    anna.get_by_role("button", name="Save supplier").click()
    expect(anna.get_by_text("Quote the PNR")).to_be_visible()
    look(anna)
    anna.get_by_role("link", name="Delete Café Étoile Transfers").click()
    anna.get_by_label("to confirm").fill("Café Étoile Transfers")
    anna.get_by_role("button", name="Delete supplier").click()
    expect(anna.get_by_text("No suppliers yet")).to_be_visible()
