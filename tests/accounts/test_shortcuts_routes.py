"""Single keys: what they do, and how to turn them off."""

import pytest

SHOWN = "data-shortcuts"


@pytest.mark.parametrize("htmx", [False, True])
def test_the_keys_are_told(browser, world, htmx):
    text = browser.as_("anna").get("/profile/shortcuts", htmx=htmx).text
    assert "<kbd>j</kbd>" in text
    assert "Turn single keys off" in text


def test_whoever_does_not_want_them_turns_them_off_and_on(browser, world):
    anna = browser.as_("anna")
    assert SHOWN in anna.get("/tickets").text
    assert anna.post("/profile/shortcuts", {"has_shortcuts": ""}).status_code == 303
    assert SHOWN not in anna.get("/tickets").text
    assert SHOWN in browser.as_("hugo").get("/tickets").text
    anna.post("/profile/shortcuts", {"has_shortcuts": "y"})
    assert SHOWN in anna.get("/tickets").text


def test_the_profile_has_the_switch(browser, world):
    anna = browser.as_("anna")
    values = {"first_name": "Anna", "last_name": "Archer", "time_zone": "Europe/London"}
    anna.post("/profile", {**values, "theme": "system"})
    assert SHOWN not in anna.get("/profile").text
    anna.post("/profile", {**values, "theme": "system", "has_shortcuts": "y"})
    assert SHOWN in anna.get("/profile").text
