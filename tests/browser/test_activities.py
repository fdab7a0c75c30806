"""Logging by keyboard, the timeline, reminders and My day in a browser, and without JavaScript."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.blueprints.activities.models import Activity
from app.core import clock, tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browserless import Browser

WIDTHS = (360, 768, 1280)


@pytest.fixture(scope="module")
def northwind(app):
    """A company of Mark's with two contacts and sixty calls; the address of its page."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        company = factories.company(name="Northwind Shipping", owner_id=cast.ids["mark"])
        for first, last in (("Carol", "Jones"), ("Alexander", "Berg")):
            factories.contact(company, first_name=first, last_name=last)
        for number in range(60):
            db.session.add(old_call(company, number))
        db.session.commit()
        return f"/companies/{company.id}"


def old_call(company, number):
    return Activity(
        kind="call",
        company_id=company.id,
        author_id=cast.ids["mark"],
        subject=f"Old call {number}",
        outcome="connected",
        at=clock.ago(days=number + 1),
        duration_minutes=5,
    )


@pytest.fixture
def task(app, northwind):
    """A reminder of Mark's, overdue for an hour."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        reminder = factories.reminder(
            user=db.session.get_one(factories.User, cast.ids["mark"]),
            message="Send the fares",
            remind_at=clock.now() - timedelta(hours=1),
        )
        db.session.commit()
        yield
        db.session.delete(reminder)
        db.session.commit()


@pytest.fixture
def mark(page, app, site, northwind):
    return signed_in(page, app, site)


@pytest.fixture
def plain(chromium, app, site, northwind):
    """A browser in which scripts do not run."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    yield signed_in(context.new_page(), app, site)
    context.close()


def signed_in(page, app, site):
    cookie = Browser(app, "mark").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


def choose(page, letters, name):
    page.keyboard.type(letters)
    expect(page.get_by_role("option", name=name)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".chip", has_text=name)).to_be_visible()


def log_a_call(page, northwind, subject):
    page.goto(f"{northwind}/details")
    page.get_by_role("button", name="Log", exact=True).click()
    page.get_by_role("link", name="Log a call").click()
    expect(page.locator("dialog").get_by_label("Subject")).to_be_focused()
    page.keyboard.type(subject)
    page.keyboard.press("Tab")
    choose(page, "carol j", "Carol Jones")
    page.locator("dialog").get_by_label("Outcome").select_option("Connected")


def first(page):
    return page.locator("#timeline > li").first


def test_a_call_is_logged_by_keyboard_and_its_reminder_mailed(mark, northwind):
    log_a_call(mark, northwind, "Fares for spring")
    mark.locator("dialog summary").click()
    dialog = mark.locator("dialog")
    dialog.get_by_label("Remind on").fill("2026-01-05")
    dialog.get_by_label("Message").fill("Send fares for spring")
    dialog.get_by_role("textbox", name="Details").focus()
    mark.keyboard.press("Control+Enter")
    expect(first(mark)).to_contain_text("Fares for spring")
    expect(mark.locator("dialog[open]")).to_have_count(0)
    expect(mark.locator("#toasts")).to_contain_text("Call logged")
    assert mark.url.endswith(f"{northwind}/activity")
    assert_mailed(mark, "Reminder: Send fares for spring")


def assert_mailed(page, subject):
    for _ in range(20):
        page.goto("/dev/mailbox")
        if page.get_by_text(subject).count():
            return
        page.wait_for_timeout(500)
    pytest.fail(f"no mail {subject!r} within ten seconds")


def test_an_item_is_edited_deleted_and_brought_back_in_place(mark, northwind):
    log_a_call(mark, northwind, "Wrong words")
    mark.locator("dialog").get_by_role("button", name="Log a call").click()
    expect(first(mark)).to_contain_text("Wrong words")
    edit = first(mark).get_by_role("link", name="Edit Wrong words")
    edit.click()
    expect(mark.get_by_label("Subject")).to_be_focused()
    mark.keyboard.press("Escape")
    expect(mark.locator("#timeline form.stack")).to_have_count(0)
    edit.click()
    mark.get_by_label("Subject").fill("")
    mark.keyboard.press("Enter")
    expect(mark.locator("#timeline .error")).to_contain_text("Enter the subject")
    mark.get_by_label("Subject").fill("Right words")
    mark.keyboard.press("Enter")
    expect(first(mark).locator("summary")).to_be_focused()
    expect(first(mark)).to_contain_text("Right words")
    count = mark.locator("nav.tabs [aria-current] .count").inner_text()
    first(mark).get_by_role("button", name="Delete Right words").click()
    expect(mark.locator("#timeline")).not_to_contain_text("Right words")
    expect(mark.locator("nav.tabs [aria-current] .count")).to_have_text(str(int(count) - 1))
    mark.get_by_role("button", name="Undo").click()
    expect(mark.locator("#timeline")).to_contain_text("Right words")
    expect(mark.locator("nav.tabs [aria-current] .count")).to_have_text(count)


def test_older_items_come_while_scrolling(mark, northwind):
    mark.goto(f"{northwind}/activity")
    expect(mark.locator("#timeline")).not_to_contain_text("Old call 59")
    for _ in range(4):
        mark.locator("#timeline > li").last.scroll_into_view_if_needed()
        mark.wait_for_timeout(300)
    expect(mark.locator("#timeline")).to_contain_text("Old call 59")


def test_the_timeline_is_filtered_in_place(mark, northwind):
    mark.goto(f"{northwind}/activity")
    mark.get_by_label("Kind").focus()
    mark.get_by_label("Kind").select_option("Calls")
    expect(mark).to_have_url(re.compile("kind=call"))
    expect(mark.get_by_label("Kind")).to_be_focused()
    expect(mark.locator("#timeline")).to_contain_text("Old call 5")
    mark.get_by_label("From").fill("2090-01-01")
    mark.get_by_label("From").blur()
    expect(mark.get_by_text("Nothing matches")).to_be_visible()
    mark.reload()
    expect(mark.get_by_label("From")).to_have_value("2090-01-01")
    mark.get_by_role("link", name="Show everything").click()
    expect(mark.locator("#timeline")).to_contain_text("Old call 5")


def test_a_calendar_address_is_made_shown_once_and_revoked(mark):
    mark.goto("/profile")
    mark.get_by_role("button", name="Make an address").click()
    address = mark.get_by_label("Address of your calendar").input_value()
    path = address[address.index("/calendar/") :]
    assert "BEGIN:VCALENDAR" in mark.request.get(path).text()
    mark.reload()
    expect(mark.get_by_label("Address of your calendar")).to_have_count(0)
    mark.get_by_role("button", name="Revoke").click()
    expect(mark.get_by_role("button", name="Make an address")).to_be_visible()
    assert mark.request.get(path).status == 404


def test_a_reminder_is_done_undone_and_snoozed(mark, task):
    mark.goto("/reminders")
    overdue = mark.get_by_role("region", name="Overdue")
    overdue.get_by_role("button", name="Done: Send the fares").click()
    expect(overdue.get_by_text("Send the fares")).to_have_count(0)
    mark.get_by_role("button", name="Undo").click()
    expect(overdue).to_contain_text("Send the fares")
    overdue.get_by_role("button", name="Snooze: Send the fares").click()
    mark.get_by_role("link", name="Until a date").click()
    mark.get_by_role("button", name="Snooze", exact=True).click()
    expect(mark.locator("dialog .error")).to_contain_text("Choose a date")
    mark.locator("dialog input[name=until]").fill("2090-01-15")
    mark.get_by_role("button", name="Snooze", exact=True).click()
    expect(mark.locator("#toasts")).to_contain_text("Snoozed until 15 Jan 2090")
    expect(mark.locator("dialog[open]")).to_have_count(0)
    expect(mark.get_by_role("region", name="Later")).to_contain_text("Send the fares")


def test_my_day_loads_its_panels_and_ticks_off(mark, task):
    mark.goto("/dashboard")
    panel = mark.get_by_role("region", name="Reminders")
    panel.get_by_role("button", name="Done: Send the fares").click()
    expect(panel).not_to_contain_text("Send the fares")
    expect(mark.get_by_role("region", name="My open tickets")).to_contain_text("No open tickets")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(mark, northwind, task, width, scheme):
    mark.set_viewport_size({"width": width, "height": 800})
    mark.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for path in (
        "/profile/calendar",
        "/reminders",
        f"{northwind}/activity",
        f"{northwind}/meetings/new",
    ):
        mark.goto(path)
        mark.wait_for_load_state("networkidle")
        assert axe.problems(mark) == [], path
        assert mark.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_without_javascript(plain, northwind, task):
    plain.goto(f"{northwind}/calls/new")
    plain.get_by_label("Subject").fill("By hand")
    plain.locator("#log-contacts").select_option(label="Carol Jones")
    plain.get_by_label("Outcome").select_option("Busy")
    plain.get_by_role("button", name="Log a call").click()
    expect(plain.locator("#toasts")).to_contain_text("Call logged")
    first(plain).locator("summary").click()
    first(plain).get_by_role("link", name="Edit By hand").click()
    plain.get_by_label("Subject").fill("By hand again")
    plain.get_by_role("button", name="Save changes").click()
    first(plain).locator("summary").click()
    first(plain).get_by_role("button", name="Delete By hand again").click()
    expect(plain.locator("#toasts")).to_contain_text("Call deleted")
    plain.get_by_role("button", name="Undo").click()
    expect(plain.locator("#toasts")).to_contain_text("Call restored")
    plain.goto("/reminders")
    plain.get_by_role("button", name="Done: Send the fares").click()
    expect(plain.locator("#toasts")).to_contain_text("Reminder done")
