"""The Vault as each role sees it: what may be done is offered, what may not says whom to ask."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser.conftest import visitor
from tests.browserless import Browser

ABILITIES = {"alex": (False, False), "sara": (True, False), "mark": (True, True)}


@pytest.fixture(scope="module")
def rook(app):
    """Owned by nobody."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        rook = factories.company(name="Rook Rentals", status="qualified")
        factories.contact(rook, first_name="Nina", last_name="Noakes")
        db.session.commit()
        at = f"/companies/{rook.id}"
    yield at
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        db.session.execute(text("truncate company, event, submission cascade"))
        db.session.commit()


@pytest.mark.parametrize(
    ("person", "may_edit", "may_delete"), [(k, *v) for k, v in ABILITIES.items()]
)
def test_a_role_is_offered_what_it_may_do(chromium, app, site, rook, person, may_edit, may_delete):
    with visitor(chromium, site) as page:
        cookie = Browser(app, person).client.get_cookie("travault")
        page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
        page.goto(f"{rook}/details")
        expect(page.get_by_label("Account status")).to_have_count(int(may_edit))
        edit = page.locator("main section").get_by_text("Edit", exact=True).first
        expect(edit).to_be_enabled() if may_edit else expect(edit).to_be_disabled()
        expect(page.get_by_role("link", name="Delete company")).to_have_count(int(may_delete))
        expect(page.get_by_role("link", name="Add contact")).to_be_visible()
        page.goto("/companies")
        expect(page.get_by_label("Select Rook Rentals")).to_have_count(int(may_edit))
        page.goto("/pipeline")
        expect(page.get_by_role("link", name="Rook Rentals", exact=True)).to_be_visible()
        expect(page.locator(".board select")).to_have_count(int(may_edit))
        expect(page.get_by_role("link", name="Bin")).to_have_count(0)
