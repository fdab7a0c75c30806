"""What stands around a page is kept, but shows each visitor their own."""

import re

TOKENS = re.compile(r'name="csrf_token" value="([^"]+)"')


def top(page: str) -> str:
    return page.partition('<header class="top">')[2].partition("</header>")[0]


def test_each_visitor_sees_their_own_name_and_agency(browser, world):
    anna, hugo = browser.as_("anna"), browser.as_("hugo")
    first, second = top(anna.get("/dashboard").text), top(hugo.get("/dashboard").text)
    assert world.anna.name in first
    assert world.hugo.name in second
    assert world.anna.name not in second
    assert world.anna.agency.name not in second


def test_a_new_name_and_theme_show_at_once(browser, world):
    anna = browser.as_("anna")
    anna.get("/dashboard")
    world.anna.change({"first_name": "Annabel", "theme": "dark"})
    shown = top(anna.get("/dashboard").text)
    assert "Annabel" in shown
    assert 'value="dark" checked' in shown


def test_each_request_has_a_token_of_its_own(browser, world):
    anna = browser.as_("anna")
    for url in ("/dashboard", "/companies"):
        tokens = TOKENS.findall(top(anna.get(url).text))
        assert tokens
        assert (
            anna.post("/profile/theme", {"csrf_token": tokens[0], "theme": "dark"}).status_code
            < 400
        )


def test_the_place_is_marked(browser, world):
    anna = browser.as_("anna")
    for place in ("/companies", "/tickets", "/companies"):
        page = anna.get(place).text
        assert re.search(rf'href="{place}" aria-current="page"', page)
