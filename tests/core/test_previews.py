"""What Markdown will look like."""

import pytest


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_field_is_shown_as_it_will_look(browser, world, htmx):
    typed = {"field": "details", "details": "**bold** <script>"}
    page = browser.as_("alex").post("/previews", typed, htmx=htmx)
    assert "<strong>bold</strong> &lt;script&gt;" in page.text
    assert ("<title>" in page.text) is not htmx


def test_nothing_reads_as_nothing(browser, world):
    page = browser.as_("alex").post("/previews", {"field": "details"}, htmx=True)
    assert "Nothing written yet" in page.text


@pytest.mark.parametrize("text", ["x" * 20_001, "\x00", "\x1b"])
def test_what_no_form_takes_is_not_shown(browser, world, text):
    typed = {"field": "details", "details": text}
    assert browser.as_("alex").post("/previews", typed).status_code == 400


def test_nobody_previews_without_signing_in(browser):
    assert browser.post("/previews", {"field": "a", "a": "b"}).status_code in (302, 303)
