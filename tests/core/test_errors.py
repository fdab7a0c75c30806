import json

import pytest
from sqlalchemy import delete

from app.blueprints.accounts.models import UserSession
from app.core.db import db
from app.core.errors import WORDS
from tests.browserless import Browser

DESIGNED = [400, 403, 404, 409, 413, 422, 429, 500, 503]


def toast(response) -> dict[str, str]:
    return json.loads(response.headers["HX-Trigger"])["toast"]


@pytest.mark.parametrize("status", DESIGNED)
@pytest.mark.parametrize("user", ["anna", None])
def test_every_error_has_a_page(probed, rolled_back, status, user):
    response = Browser(probed, user).get(f"/probe/status/{status}")
    assert response.status_code == status
    title, words = WORDS[status]
    assert f"<h1>{title}</h1>" in response.text
    assert words in response.text
    assert response.headers["X-Request-ID"] in response.text


@pytest.mark.parametrize("status", DESIGNED)
def test_every_error_is_a_toast_for_a_fragment(anna, status):
    response = anna.get(f"/probe/status/{status}", htmx=True)
    assert (response.status_code, response.text) == (status, "")
    assert toast(response)["message"].startswith(WORDS[status][1])
    assert toast(response)["tone"] == "bad"


def test_a_fault_of_ours_gives_a_reference_and_no_details(anna):
    page = anna.post("/probe/failing/bug", {"secret": "Carol"})
    assert page.status_code == 500
    assert page.headers["X-Request-ID"] in page.text
    assert "Carol" not in page.text
    fragment = anna.post("/probe/failing/bug", {"secret": "Carol"}, htmx=True)
    reference = fragment.headers["X-Request-ID"]
    assert toast(fragment)["message"].endswith(f"(reference {reference})")


def test_a_conflict_says_why(anna):
    assert "reopen it first" in anna.post("/probe/failing/conflict").text
    assert "reopen it first" in toast(anna.post("/probe/failing/conflict", htmx=True))["message"]


def test_of_two_who_wait_for_each_other_one_is_told_to_look_again(anna):
    answer = anna.get("/probe/deadlock")
    assert answer.status_code == 409
    assert "changed by somebody else" in answer.text


def test_after_a_failed_statement_the_page_can_ask_the_database(anna):
    response = anna.post("/probe/failing/taken")
    assert response.status_code == 409
    assert WORDS[409][1] in response.text


def test_words_of_the_handler_are_shown_but_not_those_of_the_library(anna):
    assert "Choose another one" in anna.post("/probe/words").text
    missing = anna.get("/probe/field")
    assert missing.status_code == 400
    assert WORDS[400][1] in missing.text
    assert "browser (or proxy)" not in missing.text


def test_405_names_the_methods(anna):
    response = anna.open("DELETE", "/probe/words")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}
    assert WORDS[405][0] in response.text


@pytest.mark.parametrize(
    "number", ["0", "-1", "01", "x", "9223372036854775808", "9" * 40, "1.0", "٣"]
)
def test_what_cannot_be_an_id_is_404(anna, number):
    assert anna.get(f"/probe/records/{number}").status_code == 404


def test_the_largest_id_is_looked_up(anna):
    assert anna.get(f"/probe/records/{2**63 - 1}").text == str(2**63 - 1)


@pytest.mark.parametrize("url", ["/probe/records/%00", "/probe/mine?q=%00", "/no%00where"])
def test_nul_in_an_address_is_400(anna, url):
    assert anna.get(url).status_code == 400


def test_an_unknown_address_is_404_for_everybody(probed, anna):
    assert anna.get("/nowhere").status_code == 404
    assert anna.as_(None).get("/nowhere").status_code == 404


@pytest.mark.parametrize("htmx", [True, False])
def test_a_stale_token_is_refused(anna, world, htmx):
    anna.csrf = "stale"
    response = anna.post("/probe/companies/200", htmx=htmx)
    assert response.status_code == 400
    assert "open too long" in (response.headers["HX-Trigger"] if htmx else response.text)


def test_a_form_sent_after_the_session_ended_leads_to_sign_in(anna):
    nobody = anna.as_(None)
    nobody.csrf = ""
    assert nobody.post("/probe/companies/200").headers["Location"].startswith("/login")
    answer = nobody.post("/probe/companies/200", htmx=True)
    assert answer.headers["HX-Redirect"].startswith("/login")
    assert "HX-Trigger" not in answer.headers


@pytest.mark.parametrize("user", ["anna", None])
@pytest.mark.parametrize("htmx", [True, False])
def test_a_connection_that_breaks_is_503(committed, user, htmx):
    browser = Browser(committed, user)
    response = browser.get("/probe/killed", htmx=htmx)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert browser.get("/probe/killed").status_code == 503
    assert browser.get("/health/ready").status_code == 200


class TestWithoutPostgreSQL:
    @pytest.fixture
    def visitor(self, without_database):
        """Somebody who was signed in when it went away."""
        browser = Browser(without_database)
        with browser.client.session_transaction() as session:
            session["_user_id"] = "a token"
        return browser

    def test_a_page_is_503(self, visitor):
        response = visitor.get("/probe/mine")
        assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
        assert WORDS[503][1] in response.text

    def test_a_fragment_is_a_toast(self, visitor):
        response = visitor.get("/probe/mine", htmx=True)
        assert response.status_code == 503
        assert toast(response)["message"].startswith(WORDS[503][1])

    def test_a_wrong_address_is_503_too_for_who_has_a_session(self, visitor):
        assert visitor.get("/nowhere").status_code == 503

    def test_the_process_is_healthy_and_not_ready(self, visitor):
        assert visitor.get("/health").status_code == 200
        ready = visitor.get("/health/ready")
        assert (ready.status_code, ready.json["status"]) == (503, "unavailable")
        assert ready.json["checks"]["database"] == "PostgreSQL does not answer"
        assert ready.json["checks"]["sweep"].startswith("unknown")


def test_the_pool_recovers_after_postgresql_restarted(committed):
    """Connections that died meanwhile are noticed before they are used."""
    browser = Browser(committed, "anna")
    assert browser.get("/probe/mine").status_code == 200
    with committed.app_context():
        raw = db.engine.raw_connection()
        raw.dbapi_connection.close()
        raw.close()
        assert db.session.execute(delete(UserSession).where(UserSession.id == 0)).rowcount == 0
    assert browser.get("/probe/mine").status_code == 200
