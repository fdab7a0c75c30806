"""The pipeline in a browser: by mouse, finger and keyboard, with scripts and without."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, text

from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browser.conftest import visitor
from tests.browserless import Browser

NAMES = {"Acme Aviation": "pipeline", "Borealis Foods": "qualified", "Cobalt Media": "discussion"}


@pytest.fixture
def companies(app):
    """Three companies on the board, removed again for the tests after these."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        made = [
            factories.company(
                name=name, status=stage, owner_id=cast.ids["sara"], expected_value=20_000
            )
            for name, stage in NAMES.items()
        ]
        ids = {company.name: company.id for company in made}
        db.session.commit()
    yield ids
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        db.session.execute(delete(Company).where(Company.id.in_(ids.values())))
        db.session.execute(text("truncate event, submission"))
        db.session.commit()


def signed_in(page, app, site, name="sara"):
    cookie = Browser(app, name).client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


@pytest.fixture
def sara(page, app, site, companies):
    signed_in(page, app, site).goto("/pipeline")
    return page


def card(page, name: str, stage: str):
    return page.locator(f"[data-stage={stage}] li").filter(has_text=name)


def toast(page, words: str):
    return page.locator("#toasts .toast").filter(has_text=words)


def drag(page, name: str, from_stage: str, to_stage: str) -> None:
    start = card(page, name, from_stage).locator(".small").bounding_box()
    end = page.locator(f"[data-stage={to_stage}]").bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + 30, steps=3)
    page.mouse.move(end["x"] + 60, end["y"] + 100, steps=5)
    page.mouse.up()


def test_a_card_is_dragged_and_the_slip_taken_back(sara):
    drag(sara, "Acme Aviation", "pipeline", "discussion")
    expect(card(sara, "Acme Aviation", "discussion")).to_be_visible()
    expect(sara.locator("[data-stage=discussion] header")).to_contain_text("£40,000")
    toast(sara, "Acme Aviation is in In Discussion").get_by_role("button", name="Undo").click()
    expect(card(sara, "Acme Aviation", "pipeline")).to_be_visible()
    assert sara.url.endswith("/pipeline")


def test_a_finger_drags_by_the_grip(chromium, app, site, companies):
    options = {"has_touch": True, "is_mobile": True, "viewport": {"width": 800, "height": 900}}
    with visitor(chromium, site, **options) as page:
        signed_in(page, app, site).goto("/pipeline")
        grip = page.locator(f"#grip-{companies['Acme Aviation']}").bounding_box()
        end = page.locator("[data-stage=qualified]").bounding_box()
        touch = page.context.new_cdp_session(page)
        x, y = grip["x"] + 8, grip["y"] + 8
        steps = [(x, y), (x + 20, y + 20), (end["x"] + 60, end["y"] + 90)]
        for kind, (x, y) in zip(["touchStart", "touchMove", "touchMove"], steps, strict=True):
            points = [{"x": x, "y": y}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(card(page, "Acme Aviation", "qualified")).to_be_visible()


def test_arrow_keys_move_and_focus_stays_on_the_card(sara, companies):
    grip = sara.locator(f"#grip-{companies['Borealis Foods']}")
    grip.focus()
    sara.keyboard.press("ArrowRight")
    expect(card(sara, "Borealis Foods", "discussion")).to_be_visible()
    expect(grip).to_be_focused()
    expect(sara.get_by_role("status").filter(has_text="Borealis Foods is in")).to_be_visible()
    sara.keyboard.press("ArrowLeft")
    expect(card(sara, "Borealis Foods", "qualified")).to_be_visible()


def test_a_loss_is_explained_or_called_off(sara):
    choice = card(sara, "Cobalt Media", "discussion").get_by_label("Move Cobalt Media to")
    choice.select_option("Closed - Lost")
    dialog = sara.get_by_role("dialog")
    dialog.get_by_role("button", name="Close as lost").click()
    expect(dialog.get_by_text("Choose why it was lost").last).to_be_visible()
    sara.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(choice).to_have_value("discussion")
    drag(sara, "Cobalt Media", "discussion", "form_sent")
    choice = card(sara, "Cobalt Media", "form_sent").get_by_label("Move Cobalt Media to")
    choice.select_option("Closed - Lost")
    dialog.get_by_label("Reason").select_option("Price")
    dialog.get_by_label("Note").fill("Too dear")
    dialog.get_by_role("button", name="Close as lost").click()
    expect(card(sara, "Cobalt Media", "lost")).to_be_visible()
    card(sara, "Cobalt Media", "lost").get_by_role("link", name="Cobalt Media", exact=True).click()
    expect(sara.get_by_text("Account Form Sent → Closed - Lost: Price")).to_be_visible()


def test_two_move_the_same_card(chromium, sara, app, site):
    with visitor(chromium, site) as page:
        mark = signed_in(page, app, site, "mark")
        mark.goto("/pipeline")
        drag(sara, "Acme Aviation", "pipeline", "qualified")
        expect(card(sara, "Acme Aviation", "qualified")).to_be_visible()
        drag(mark, "Acme Aviation", "pipeline", "discussion")
        told = toast(mark, "Sara Stone moved Acme Aviation from Added to the sales pipeline")
        expect(told).to_contain_text("It was not moved to In Discussion")
        expect(card(mark, "Acme Aviation", "qualified")).to_be_visible()


def test_value_and_next_step_from_the_card(sara):
    card(sara, "Borealis Foods", "qualified").get_by_role("link", name="Edit value").click()
    dialog = sara.get_by_role("dialog")
    dialog.get_by_label("Expected yearly value").fill("£31,500")
    dialog.get_by_label("Next step").fill("Send the fares")
    dialog.get_by_role("button", name="Save").click()
    expect(card(sara, "Borealis Foods", "qualified")).to_contain_text("Send the fares")
    expect(sara.locator("[data-stage=qualified] header")).to_contain_text("£31,500")


def test_without_scripts_the_select_moves(chromium, app, site, companies):
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    page = signed_in(context.new_page(), app, site)
    page.goto("/pipeline?period=30")
    acme = card(page, "Acme Aviation", "pipeline")
    acme.get_by_label("Move Acme Aviation to").select_option("Closed - Won")
    acme.get_by_role("button", name="Move").click()
    page.get_by_label("Company type").select_option("Online Client")
    page.get_by_role("button", name="Close as won").click()
    expect(page.get_by_text("Acme Aviation is in Closed - Won")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(sara, scheme):
    sara.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for width in (360, 768, 1280):
        sara.set_viewport_size({"width": width, "height": 800})
        assert axe.problems(sara) == []
        assert sara.evaluate("document.documentElement.scrollWidth <= innerWidth")
