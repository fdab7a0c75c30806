import pytest

from app.blueprints.agency.pricing import shown_price


@pytest.mark.parametrize("url", ["/", "/terms", "/privacy"])
def test_public_pages_need_no_session(browser, url):
    response = browser.get(url)
    assert response.status_code == 200
    assert response.text.count("<h1") == 1


def test_the_price_is_kept_in_one_place(browser):
    assert shown_price() == "£9.00"
    assert "£9.00" in browser.get("/").text
    assert "£9.00" in browser.get("/terms").text


def test_a_visitor_is_invited_to_register(browser):
    page = browser.get("/").text
    assert 'href="/register"' in page
    assert "14 days free" in page


def test_a_signed_in_visitor_is_led_to_the_dashboard(browser):
    page = browser.as_("alex").get("/").text
    assert "Go to dashboard" in page
    assert "Start free trial" not in page


def test_robots_may_read_the_public_pages_only(browser):
    response = browser.get("/robots.txt")
    assert response.mimetype == "text/plain"
    assert "Disallow: /\n" in response.text


def test_the_browser_finds_an_icon(browser):
    assert 'rel="icon"' in browser.get("/").text
    assert browser.get("/favicon.ico").status_code == 303


def test_an_unknown_page_is_a_designed_404(browser):
    response = browser.get("/nowhere")
    assert response.status_code == 404
    assert "Not found" in response.text


@pytest.mark.parametrize("url", ["/", "/terms", "/robots.txt"])
def test_public_pages_cannot_be_posted_to(browser, url):
    assert browser.post(url).status_code == 405


def test_no_page_carries_inline_script_or_style(browser):
    for url in ("/", "/terms", "/privacy", "/login", "/register", "/password/forgot"):
        page = browser.get(url).text
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
