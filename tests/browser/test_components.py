"""The design system in a browser: nothing for axe, nothing sideways, and behaviours that hold."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browserless import Browser

WIDTHS = (360, 768, 1280)


@pytest.fixture
def components(page, app, site):
    """The page of all components, as Anna sees it."""
    return visit(page, app, site)


@pytest.fixture
def other_page(chromium, app, site):
    """`other_page(java_script_enabled=False)` is the same in a browser with other settings."""
    contexts = []

    def open_with(**options):
        contexts.append(chromium.new_context(base_url=site.url, **options))
        return visit(contexts[-1].new_page(), app, site)

    yield open_with
    for context in contexts:
        context.close()


def visit(page, app, site):
    cookie = Browser(app, "anna").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    page.goto("/dev/components")
    return page


def note(page):
    return page.locator("form#note")


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(components, width, scheme):
    components.set_viewport_size({"width": width, "height": 800})
    components.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert axe.problems(components) == []
    assert components.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("status", [403, 404, 409, 422, 429, 500, 503])
def test_an_error_shows_a_toast_and_changes_nothing(components, status):
    button = components.get_by_role("button", name=str(status), exact=True)
    button.click()
    components.locator("#toasts .toast.bad").wait_for()
    assert button.inner_text() == str(status)


def test_a_lost_connection_says_so_and_keeps_what_was_typed(other_page):
    page = other_page()
    page.route("**/dev/notes", lambda route: route.abort())
    note(page).get_by_label("Title").fill("Oslo")
    note(page).get_by_role("button", name="Save note").click()
    page.locator("#toasts").get_by_text("Could not reach Travault").wait_for()
    assert note(page).get_by_label("Title").input_value() == "Oslo"
    page.unroute("**/dev/notes")
    note(page).get_by_role("button", name="Save note").click()
    page.locator("div#note").wait_for()


def test_a_rejected_form_takes_the_focus_to_its_errors(components):
    note(components).get_by_label("Text").fill("Fourteen people")
    note(components).get_by_role("button", name="Save note").click()
    link = components.locator("#note .summary a")
    link.wait_for()
    assert components.evaluate("document.activeElement.className") == "summary"
    link.click()
    assert focused(components) == "note-title"
    assert note(components).get_by_label("Text").input_value() == "Fourteen people"


def test_a_form_that_is_sent_twice_at_once_is_sent_once(components):
    sent = []
    components.on(
        "request", lambda request: sent.append(request.url) if request.method == "POST" else None
    )
    note(components).get_by_label("Title").fill("Oslo")
    note(components).evaluate("form => { form.requestSubmit(); form.requestSubmit(); }")
    components.get_by_text("Note saved").wait_for()
    assert len(sent) == 1
    assert focused(components) == "note"


def test_ctrl_enter_saves_from_a_text_area(components):
    note(components).get_by_label("Title").fill("Oslo")
    note(components).get_by_label("Text").press("Control+Enter")
    components.get_by_text("Note saved").wait_for()


def test_text_that_was_not_saved_is_offered_again_after_a_reload(components):
    components.on("dialog", lambda dialog: dialog.accept())
    note(components).get_by_label("Text").fill("Fourteen people")
    components.reload()
    components.get_by_role("button", name="Restore it").click()
    assert note(components).get_by_label("Text").input_value() == "Fourteen people"


def test_text_that_was_saved_is_not_offered_again(components):
    note(components).get_by_label("Title").fill("Oslo")
    note(components).get_by_role("button", name="Save note").click()
    components.get_by_text("Note saved").wait_for()
    components.reload()
    note(components).wait_for()
    assert components.locator(".draft").count() == 0


def test_a_combobox_is_searched_chosen_and_cleared_by_keyboard(components):
    field = note(components).get_by_role("combobox", name="Company")
    chosen = note(components).locator("select")
    field.press_sequentially("har")
    components.locator("#note-company-list [role=option]").nth(1).wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value() == "Hartley & Sons"
    assert chosen.input_value() == "2"
    field.fill("")
    field.press("Tab")
    assert chosen.input_value() == ""


def test_chips_are_added_and_removed(components):
    chosen = "[...document.querySelector('#attendees').selectedOptions].map(option => option.text)"
    components.get_by_role("button", name="Remove Priya Shah").click()
    field = components.get_by_role("combobox", name="Attendees")
    field.fill("ken")
    field.press("Enter")
    assert components.evaluate(chosen) == ["Ada Lind", "Ken Ito"]
    field.press("Backspace")
    assert components.evaluate(chosen) == ["Ada Lind"]


def test_a_dialog_keeps_the_focus_and_gives_it_back(components):
    components.get_by_role("link", name="Open a dialog").click()
    dialog = components.get_by_role("dialog", name="Delete company")
    dialog.wait_for()
    assert focused(components) == "really"
    assert axe.problems(components) == []
    components.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert components.evaluate("document.activeElement.textContent") == "Open a dialog"


def test_what_must_be_typed_to_delete_unlocks_the_button_and_success_closes_the_dialog(components):
    components.get_by_role("link", name="Open a dialog").click()
    dialog = components.get_by_role("dialog", name="Delete company")
    button = dialog.get_by_role("button", name="Delete company")
    assert button.is_disabled()
    dialog.get_by_label("Type Polar Ferries to confirm").fill("Polar Ferries")
    button.click()
    dialog.wait_for(state="hidden")
    components.get_by_text("Ticket closed").last.wait_for()


def test_a_menu_is_walked_with_arrows_and_closed_with_escape(components):
    menu = components.locator("#demo-menu")
    components.get_by_role("button", name="Actions").click()
    expect(menu.get_by_role("link", name="Edit")).to_be_focused()
    components.keyboard.press("ArrowDown")
    expect(menu.get_by_role("link", name="Copy link")).to_be_focused()
    components.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_the_side_navigation_stays_folded_on_the_next_page(components):
    components.set_viewport_size({"width": 1280, "height": 800})
    components.get_by_role("button", name="Narrow menu").click()
    components.reload()
    assert components.locator("html").get_attribute("data-nav") == "rail"


def test_forms_can_be_used_without_scripts(other_page):
    page = other_page(java_script_enabled=False)
    note(page).get_by_label("Title").fill("Oslo")
    note(page).locator("select").select_option("Polar Ferries")
    note(page).get_by_role("button", name="Save note").click()
    page.get_by_text("Note saved").wait_for()
