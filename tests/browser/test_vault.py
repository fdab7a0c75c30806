"""The Vault in a browser: the list, the tabs, editing in place by keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, text

from app.blueprints.crm.companies.models import Company
from app.core import clock, tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browserless import Browser

WIDTHS = (360, 768, 1280)


@pytest.fixture(scope="module")
def acme(app):
    """Sixty companies, and Acme with four contacts; removed again for the tests after these."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        acme, *others = added()
        db.session.commit()
    yield f"/companies/{acme}"
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        db.session.execute(delete(Company).where(Company.id.in_([acme, *others])))
        db.session.execute(text("truncate event, submission"))
        db.session.commit()


def added() -> list[int]:
    acme = factories.company(name="Acme Aviation", city="Crawley", phone="+442079460018")
    for first in ("Daniel", "Ann", "Carol", "Zoë"):
        factories.contact(acme, first_name=first, last_name="Smith", is_primary=first == "Daniel")
    others = [
        factories.company(
            name=f"Falcon {number:02}",
            company_type="online" if number % 2 else "supplier",
            owner_id=cast.ids["sara"],
            last_activity_at=clock.ago(days=number),
        )
        for number in range(60)
    ]
    return [company.id for company in (acme, *others)]


@pytest.fixture
def anna(page, app, site, acme):
    return signed_in(page, app, site)


@pytest.fixture
def plain(chromium, app, site, acme):
    """A browser in which scripts do not run."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    yield signed_in(context.new_page(), app, site)
    context.close()


def signed_in(page, app, site):
    cookie = Browser(app, "anna").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


def rows(page):
    return page.locator("#companies tbody tr")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(anna, acme, width, scheme):
    anna.set_viewport_size({"width": width, "height": 800})
    anna.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    paths = ("/companies", "/companies/new", acme, f"{acme}/details/address/edit", f"{acme}/contacts",
             f"{acme}/contacts/new")  # fmt: skip
    for path in paths:
        anna.goto(path)
        assert axe.problems(anna) == [], path
        assert anna.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_axe_finds_nothing_on_a_contacts_page(anna, acme):
    anna.goto(f"{acme}/contacts")
    anna.get_by_role("link", name="Daniel Smith", exact=True).click()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Daniel Smith")
    for width in WIDTHS:
        anna.set_viewport_size({"width": width, "height": 800})
        assert axe.problems(anna) == []
        assert anna.evaluate("document.documentElement.scrollWidth <= innerWidth")
    anna.get_by_role("link", name="Back to contacts").click()
    assert anna.url.endswith(f"{acme}/contacts")


def test_filters_sort_and_page_live_in_the_address(anna):
    anna.goto("/companies")
    anna.get_by_label("Search companies").fill("falcon")
    expect(anna.locator("#companies-count")).to_have_text("60 companies")
    anna.get_by_label("Type").select_option("online")
    expect(rows(anna)).to_have_count(30)
    anna.locator("#sort-last_activity").click()
    expect(rows(anna).first).to_contain_text("Falcon 59")
    assert focused(anna) == "sort-last_activity"
    anna.get_by_label("Type").select_option("")
    expect(rows(anna)).to_have_count(50)
    assert "sort=last_activity" in anna.url
    anna.locator("#pager-next").click()
    expect(rows(anna)).to_have_count(10)
    assert focused(anna) == "pager-next"
    anna.reload()
    expect(rows(anna)).to_have_count(10)
    assert anna.get_by_label("Search companies").input_value() == "falcon"
    anna.go_back()
    expect(rows(anna)).to_have_count(50)


def test_nothing_matches_and_filters_are_cleared(anna):
    anna.goto("/companies?q=falcon")
    anna.get_by_label("Search companies").fill("nowhere at all")
    anna.get_by_role("link", name="Clear filters").click()
    expect(rows(anna)).to_have_count(50)
    assert anna.url.endswith("/companies")


def test_tabs_with_back_forward_reload_and_a_new_tab(anna, acme):
    anna.goto(acme)
    current = anna.locator(".tabs [aria-current=page]")
    anna.locator("#tab-contacts").click()
    expect(current).to_have_text("Contacts4")
    assert anna.url.endswith(f"{acme}/contacts")
    anna.locator("#tab-activity").click()
    expect(current).to_contain_text("Activity")
    anna.go_back()
    expect(current).to_have_text("Contacts4")
    assert anna.locator("#company").count() == 1
    anna.go_forward()
    expect(current).to_contain_text("Activity")
    anna.reload()
    expect(current).to_contain_text("Activity")
    with anna.context.expect_page() as opened:
        anna.locator("#tab-contacts").click(modifiers=["ControlOrMeta"])
    expect(opened.value.locator(".tabs [aria-current=page]")).to_have_text("Contacts4")


def test_a_group_is_edited_by_keyboard_alone(anna, acme):
    anna.goto(acme)
    anna.locator("#address-edit").press("Enter")
    street = anna.locator("#address-street")
    expect(street).to_be_focused()
    street.fill("")
    street.press("Enter")
    expect(anna.locator("#address-street-error")).to_have_text("Enter the street")
    expect(street).to_be_focused()
    street.press("Escape")
    expect(anna.locator("#address-edit")).to_be_focused()
    anna.keyboard.press("Enter")
    street.fill("7 Runway")
    street.press("Enter")
    expect(anna.locator("#address-edit")).to_be_focused()
    expect(anna.get_by_text("7 Runway")).to_be_visible()
    expect(anna.locator("#toasts")).to_contain_text("Address saved")


def test_the_name_changes_in_the_header_while_another_form_stays_open(anna, acme):
    anna.goto(acme)
    anna.locator("#ownership-edit").click()
    anna.locator("#ownership-ops_team").fill("Night desk")
    anna.locator("#about-edit").click()
    anna.locator("#about-description").fill("Flies.")
    anna.locator("#about-name").press("Enter")
    expect(anna.get_by_text("Flies.")).to_be_visible()
    assert anna.locator("#ownership-ops_team").input_value() == "Night desk"


def test_the_status_is_chosen_in_the_header(anna, acme):
    anna.goto(acme)
    anna.get_by_label("Account status").select_option("trading")
    expect(anna.locator("#toasts")).to_contain_text("Status is now Trading")
    anna.reload()
    assert anna.get_by_label("Account status").input_value() == "trading"


def test_a_contact_is_edited_in_its_row(anna, acme):
    anna.goto(f"{acme}/contacts")
    row = anna.get_by_role("row").filter(
        has=anna.get_by_role("link", name="Carol Smith", exact=True)
    )
    row.get_by_role("link", name="Edit Carol Smith").press("Enter")
    first_name = anna.get_by_label("First name")
    expect(first_name).to_be_focused()
    first_name.press("Escape")
    expect(anna.get_by_role("link", name="Edit Carol Smith")).to_be_focused()
    anna.keyboard.press("Enter")
    anna.get_by_label("Department").fill("Finance")
    anna.get_by_label("Primary contact").check()
    anna.get_by_label("Department").press("Enter")
    expect(row).to_contain_text("Finance")
    expect(row).to_contain_text("Primary")
    expect(anna.get_by_text("Primary", exact=True)).to_have_count(1)
    assert re.fullmatch(r"contact-\d+-row-edit", focused(anna))


def test_a_contact_is_added_on_top_and_deleted_by_name(anna, acme):
    anna.goto(f"{acme}/contacts")
    anna.locator("#add-contact").click()
    expect(anna.get_by_label("First name")).to_be_focused()
    anna.keyboard.press("Enter")
    expect(anna.locator("#contact-new .error")).to_have_count(5)
    for label, typed in {
        "First name": "Nora", "Last name": "New", "Job title": "Boss", "E-mail": "nora@acme.test",
        "Phone": "020 7946 0000",
    }.items():  # fmt: skip
        anna.get_by_label(label).fill(typed)
    anna.keyboard.press("Enter")
    expect(anna.locator("#tab-contacts")).to_have_text("Contacts5")
    expect(anna.get_by_role("link", name="Nora New", exact=True)).to_be_focused()
    anna.keyboard.press("Enter")
    anna.get_by_role("link", name="Delete").click()
    expect(anna.get_by_role("button", name="Delete contact")).to_be_disabled()
    assert axe.problems(anna) == []
    anna.get_by_label("Type Nora New to confirm").fill("Nora New")
    anna.keyboard.press("Enter")
    expect(anna.locator("#tab-contacts")).to_have_text("Contacts4")
    expect(anna.locator("#toasts")).to_contain_text("Nora New deleted")


def test_everything_works_without_scripts(plain, acme):
    plain.goto("/companies")
    plain.get_by_label("Search companies").fill("acme")
    plain.get_by_role("button", name="Apply").click()
    plain.get_by_role("link", name="Acme Aviation").click()
    plain.get_by_role("link", name="Edit address").click()
    plain.locator("#address-city").fill("Horley")
    plain.get_by_role("button", name="Save", exact=True).last.click()
    expect(plain.get_by_text("Horley")).to_be_visible()
    plain.locator("#tab-contacts").click()
    plain.get_by_role("link", name="Edit Ann Smith").click()
    plain.get_by_label("Department").fill("Legal")
    plain.get_by_role("button", name="Save contact").click()
    expect(plain.get_by_role("cell", name="Legal")).to_be_visible()
    plain.get_by_role("link", name="Add contact").click()
    plain.get_by_role("button", name="Add contact").click()
    expect(plain.locator("#contact-new .error")).to_have_count(5)
