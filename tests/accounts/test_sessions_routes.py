from datetime import timedelta

import pytest

from app.blueprints.accounts.models import UserSession
from app.core import clock
from app.core.db import db
from tests.browserless import Browser
from tests.cast import PASSWORD

ANNA = "anna@meridian.test"


def sign_in(browser, email=ANNA, password=PASSWORD, url="/login", **more):
    response = browser.post(url, {"email": email, "password": password, **more})
    browser.take_token()
    return response


def cookie(browser):
    return browser.client.get_cookie("travault")


def test_sign_in_leads_to_the_dashboard(browser, world):
    response = sign_in(browser)
    assert (response.status_code, response.location) == (303, "/dashboard")
    assert browser.get("/profile").status_code == 200


def test_the_address_may_be_typed_in_any_case_and_with_spaces(browser, world):
    assert sign_in(browser, email=" ANNA@Meridian.TEST ").status_code == 303


def test_sign_in_leads_back_to_the_page_first_asked_for(browser, world):
    to_sign_in = browser.get("/companies?status=lead&page=2").location
    assert to_sign_in == "/login?next=/companies?status%3Dlead%26page%3D2"
    assert sign_in(browser, url=to_sign_in).location == "/companies?status=lead&page=2"


@pytest.mark.parametrize(
    "target",
    ["//evil.test", "https://evil.test", "/\\evil.test", "\\\\evil.test", "javascript:alert(1)",
     "/\t/evil.test", "\n//evil.test", "http:evil.test", "http://[", "", "x" * 9000],
)  # fmt: skip
def test_sign_in_never_leads_to_another_site(browser, world, target):
    response = browser.open(
        "POST", "/login", query_string={"next": target}, data={"email": ANNA, "password": PASSWORD}
    )
    assert (response.status_code, response.location) == (303, "/dashboard")


@pytest.mark.parametrize(
    ("email", "password"), [(ANNA, "wrong password"), ("nobody@nowhere.test", "wrong password")]
)
def test_a_wrong_pair_is_refused_without_telling_which(browser, world, email, password):
    response = sign_in(browser, email=email, password=password)
    assert response.status_code == 422
    assert response.text.count("E-mail and password do not match") == 2
    assert f'value="{email}"' in response.text
    assert password not in response.text


def test_a_deactivated_user_is_refused_and_their_sessions_end(browser, world):
    alex = browser.as_("alex")
    assert alex.get("/profile").status_code == 200
    world.alex.deactivated_at = clock.now()
    assert alex.get("/profile").location == "/login?next=/profile"
    assert sign_in(browser, email=world.alex.email).status_code == 422


@pytest.mark.parametrize("email", [ANNA, "nobody@nowhere.test"])
def test_five_failures_lock_the_account_from_everywhere(app, browser, world, email):
    for n in range(5):
        somewhere = {"REMOTE_ADDR": f"10.0.0.{n}"}
        browser.open(
            "POST", "/login", data={"email": email, "password": "x"}, environ_base=somewhere
        )
    response = sign_in(browser, email=email)
    assert response.status_code == 429
    assert "Too many failed tries" in response.text
    assert sign_in(Browser(app), email="mark@meridian.test").status_code == 303


def test_five_failures_lock_the_network_address(app, browser, world):
    for n in range(5):
        sign_in(browser, email=f"guess{n}@meridian.test")
    assert sign_in(browser).status_code == 429
    elsewhere = {"REMOTE_ADDR": "10.1.1.1"}
    data = {"email": ANNA, "password": PASSWORD}
    assert browser.open("POST", "/login", data=data, environ_base=elsewhere).status_code == 303


def test_four_failures_and_a_success_start_anew(browser, world):
    for _ in range(2):
        for n in range(2):
            sign_in(browser, password=f"wrong{n}")
        assert sign_in(browser).status_code == 303
    assert sign_in(Browser(browser.app)).status_code == 303


@pytest.mark.parametrize("value", ["", "a\0b@c.test", "x" * 10_000, "<b>@c.test", "\ud800"])
def test_no_address_breaks_the_form(browser, world, value):
    data = {"email": value.encode("utf-8", "replace").decode(), "password": "x"}
    assert browser.post("/login", data).status_code == 422


@pytest.mark.parametrize("value", ["", "a\0b", "x" * 10_000])
def test_no_password_breaks_the_form(browser, world, value):
    assert sign_in(browser, password=value).status_code == 422


def test_missing_fields_are_named(browser, world):
    response = browser.post("/login")
    assert "Enter the e-mail" in response.text
    assert "Enter your password" in response.text


def test_remember_me_keeps_the_session_for_thirty_days(browser, world):
    sign_in(browser, remember="y")
    assert cookie(browser).expires is not None
    clock.freeze(clock.now() + timedelta(days=29))
    assert browser.get("/profile").status_code == 200
    clock.freeze(clock.now() + timedelta(days=2))
    assert browser.get("/profile").status_code == 303


def test_without_it_the_session_ends_with_the_browser_or_the_day(browser, world):
    sign_in(browser)
    assert cookie(browser).expires is None
    clock.freeze(clock.now() + timedelta(hours=13))
    assert browser.get("/profile").status_code == 303


def test_signing_in_forgets_the_session_before(browser, world):
    with browser.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    sign_in(browser)
    with browser.client.session_transaction() as session:
        assert "planted" not in session


def test_signing_out_ends_the_session_on_the_server(browser, world):
    sessions = db.session.query(UserSession).filter_by(user_id=world.anna.id)
    before = sessions.count()
    sign_in(browser)
    stolen = cookie(browser).value
    assert browser.post("/logout").location == "/login"
    browser.client.set_cookie("travault", stolen)
    assert browser.get("/profile").status_code == 303
    assert sessions.count() == before


def test_signing_out_is_a_post(browser):
    assert browser.as_("anna").get("/logout").status_code == 405


def test_a_signed_in_visitor_is_sent_on(browser):
    assert browser.as_("anna").get("/login?next=/companies").location == "/companies"


def test_a_page_that_htmx_invents_leads_to_the_start(browser, world):
    response = browser.get("/profile", htmx=True, headers={"HX-Current-URL": "http://["})
    assert response.headers["HX-Redirect"] == "/login?next=/"


def test_htmx_without_a_session_signs_in_and_comes_back_to_its_page(browser, world):
    page = {"HX-Current-URL": "http://localhost/companies/7/contacts?q=a"}
    response = browser.get("/companies/7/contacts/3/edit", htmx=True, headers=page)
    to = response.headers["HX-Redirect"]
    assert (response.status_code, response.data) == (200, b"")
    assert to == "/login?next=/companies/7/contacts?q%3Da"
    assert sign_in(browser, url=to).location == "/companies/7/contacts?q=a"


def test_a_plain_post_without_a_session_comes_back_to_its_page(browser, world):
    page = {"Referer": "http://localhost/companies/new"}
    response = browser.post("/companies", {"name": "x"}, headers=page)
    assert (response.status_code, response.location) == (303, "/login?next=/companies/new")
