"""Being told of something in a browser: the count, the list, the place it leads to, the choices."""

import pytest
from playwright.sync_api import expect

from app.blueprints.tickets import actions
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browserless import Browser

WIDTHS = (360, 768, 1280)
NUMBER = 7001


@pytest.fixture(scope="module")
def ticket(app):
    """Anna's ticket that Mark works on and Sara watches; Anna has mentioned Mark in it."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        people = {key: db.session.get_one(factories.User, cast.ids[key]) for key in cast.PEOPLE}
        ticket = factories.ticket(number=NUMBER, subject="Lost voucher", assignee=people["mark"])
        actions.watch(ticket, people["sara"])
        said = {"kind": "update", "details": "@Mark Mills, please call the hotel"}
        actions.add_action(ticket, said, by=people["anna"])
        db.session.commit()


@pytest.fixture
def mark(page, app, site, ticket):
    cookie = Browser(app, "mark").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


def test_a_mention_is_counted_opened_and_unmarked(mark):
    mark.goto("/tickets")
    bell = mark.get_by_role("banner").get_by_role("link", name="Notifications")
    expect(bell).to_contain_text("unread")
    bell.click()
    entry = mark.locator(".notices li", has_text="Lost voucher")
    expect(entry).to_contain_text("Anna Archer: you were mentioned")
    for width in WIDTHS:
        mark.set_viewport_size({"width": width, "height": 800})
        assert axe.problems(mark) == []
    entry.get_by_role("link").click()
    expect(mark.get_by_text("please call the hotel")).to_be_in_viewport()
    mark.goto("/notifications?state=unread")
    expect(entry).to_have_count(0)
    mark.goto("/notifications")
    entry.get_by_role("button", name="as unread").click()
    expect(entry.get_by_role("button", name="as read")).to_be_visible()
    expect(bell).to_contain_text("unread")
    mark.get_by_role("button", name="Mark all as read").click()
    expect(entry.get_by_role("button", name="as unread")).to_be_visible()
    expect(bell).not_to_contain_text("unread")


def test_what_would_be_mailed_is_shown_before_an_action_is_added(mark):
    mark.goto(f"/tickets/{NUMBER}")
    form = mark.locator("#new-action")
    form.get_by_label("Details").fill("The hotel **refunds** it")
    form.get_by_role("button", name="Preview the mail").click()
    dialog = mark.get_by_role("dialog")
    expect(dialog).to_contain_text("Lost voucher — Action Taken added")
    expect(dialog).to_contain_text("Sara Stone")
    assert axe.problems(mark) == []
    mark.keyboard.press("Escape")
    expect(form.get_by_label("Details")).to_have_value("The hotel **refunds** it")


def test_the_choices_are_kept(mark):
    mark.goto("/profile")
    mark.get_by_role("main").get_by_role("link", name="Notifications").click()
    watched = mark.get_by_label("A ticket I work on, or a ticket or company I watch, changes")
    watched.select_option("In the daily e-mail")
    assert axe.problems(mark) == []
    mark.get_by_role("button", name="Save choices").click()
    expect(watched).to_have_value("digest")
    watched.select_option("By e-mail at once")
    mark.get_by_role("button", name="Save choices").click()
    expect(watched).to_have_value("at_once")
