import json

import pytest

from app.core import web
from tests.browserless import HTMX

PLAIN, FULL = {}, {"HX-Request": "true", "HX-Request-Type": "full"}
BACK = {**HTMX, "HX-History-Restore-Request": "true"}


@pytest.fixture
def asked(app):
    return lambda headers=None, **options: app.test_request_context(
        "/x", headers=headers, **options
    )


@pytest.mark.parametrize(
    ("headers", "wants"), [(PLAIN, False), (FULL, False), (HTMX, True), (BACK, False)]
)
def test_a_fragment_is_for_partial_requests_only(asked, headers, wants):
    with asked(headers):
        assert web.wants_fragment() is wants


@pytest.mark.parametrize("headers", [PLAIN, FULL, HTMX])
def test_caches_are_told_what_an_answer_depends_on(asked, headers):
    with asked(headers):
        assert set(web.nothing().vary) == {"HX-Request", "HX-Request-Type", "HX-Target"}


def test_leaving_is_a_303_or_a_header(asked):
    with asked():
        response = web.redirect_to("/tickets")
        assert (response.status_code, web.destination(response)) == (303, "/tickets")
    with asked(HTMX):
        response = web.redirect_to("/tickets")
        assert (response.status_code, response.headers["HX-Redirect"]) == (200, "/tickets")
        assert web.destination(response) == "/tickets"


@pytest.mark.parametrize(
    ("shown", "here"),
    [
        ("http://localhost/tickets?state=open#a", "/tickets?state=open"),
        ("http://localhost", "/"),
        ("", "/"),
        ("http://evil.example/tickets", "/"),
        ("http://localhost//evil.example", "/"),
        ("//evil.example/x", "/"),
        ("http://[", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_here_is_a_page_of_this_site(asked, shown, here):
    with asked({"HX-Current-URL": shown}):
        assert web.here() == here
    with asked({"Referer": shown}):
        assert web.here() == here


def test_toasts_and_news_travel_in_one_header(app, asked):
    with asked(HTMX):
        web.toast("Saved é")
        web.announce("reminders-changed")
        response = app.process_response(web.nothing())
    header = response.headers["HX-Trigger"]
    assert header.isascii()
    sent = json.loads(header)
    assert sent["toast"]["message"] == "Saved é"
    assert sent["reminders-changed"] == {}


def test_a_plain_browser_gets_no_such_header(app, asked):
    with asked():
        web.toast("Saved")
        assert "HX-Trigger" not in app.process_response(web.nothing()).headers


def test_ids_of_elements_name_the_record_and_the_part(world):
    ticket = world.ticket()
    assert web.dom_id(ticket, "row") == f"ticket-{ticket.id}-row"
    assert web.dom_id("tickets") == "tickets"
