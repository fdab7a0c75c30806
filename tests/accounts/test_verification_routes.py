from datetime import timedelta

import pytest

from app.blueprints.accounts.models import MailedLink, User
from app.core import clock
from app.core.db import db
from tests.accounts.test_registrations_routes import submit
from tests.browserless import Browser
from tests.worker import deliver_all

EMAIL = "bea@bluesky.test"


@pytest.fixture
def registered(browser, world):
    """A browser whose visitor has just registered."""
    submit(browser)
    return browser


@pytest.fixture
def bea(registered) -> User:
    return db.session.query(User).filter_by(email=EMAIL).one()


def verification_path(mailbox) -> str:
    deliver_all()
    return mailbox.last.path("/verify/")


def sign_in(browser, email=EMAIL, **more):
    data = {"email": email, "password": "harbour lantern violet", **more}
    response = browser.post("/login", data)
    browser.take_token()
    return response


def test_the_link_verifies_without_a_session(registered, bea, app, mailbox):
    path = verification_path(mailbox)
    stranger = Browser(app)
    response = stranger.post(path)
    assert (response.status_code, response.location) == (303, "/login")
    assert bea.is_verified
    assert sign_in(stranger).location == "/dashboard"


def test_a_scanner_that_follows_the_link_changes_nothing(registered, bea, app, mailbox):
    path = verification_path(mailbox)
    for method in ("GET", "HEAD"):
        assert Browser(app).open(method, path).status_code == 200
    assert not bea.is_verified
    assert Browser(app).post(path).status_code == 303


def test_the_link_works_once(registered, mailbox):
    path = verification_path(mailbox)
    registered.post(path)
    again = registered.post(path)
    assert again.status_code == 410
    assert "This link no longer works" in again.text


def test_the_link_expires_after_three_days(registered, bea, mailbox):
    path = verification_path(mailbox)
    clock.freeze(clock.now() + timedelta(days=3, minutes=1))
    assert registered.get(path).status_code == 410
    assert registered.post(path).status_code == 410
    assert not bea.is_verified


def test_a_reset_link_does_not_verify(registered, bea, mailbox):
    _, token = MailedLink.begin(bea, "reset")
    db.session.commit()
    assert registered.post(f"/verify/{token}").status_code == 410


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%20", "<script>"])
def test_an_invented_token_is_gone(browser, world, token):
    assert browser.get(f"/verify/{token}").status_code == 410


def test_it_is_mailed_again_on_request_and_both_links_work(registered, bea, mailbox):
    first = verification_path(mailbox)
    assert registered.post("/verify").location == "/verify"
    second = verification_path(mailbox)
    assert first != second
    assert registered.get(first).status_code == registered.get(second).status_code == 200


def test_mailing_again_is_limited(registered, mailbox):
    for _ in range(3):
        assert registered.post("/verify").status_code == 303
    response = registered.post("/verify")
    assert response.status_code == 429
    assert "Wait ten minutes" in response.text
    assert deliver_all() == 4


def test_a_mistyped_address_is_corrected(registered, bea, mailbox):
    old = verification_path(mailbox)
    response = registered.post("/verify/address", {"email": "Beatrix@BlueSky.test"})
    assert response.location == "/verify"
    assert bea.email == "beatrix@bluesky.test"
    new = verification_path(mailbox)
    assert mailbox.last.to == ["beatrix@bluesky.test"]
    assert registered.get(old).status_code == 410
    assert registered.post(new).status_code == 303
    assert bea.is_verified


def test_a_signed_in_user_corrects_the_address_as_well(registered, bea, app, mailbox):
    visitor = Browser(app)
    sign_in(visitor)
    visitor.post("/verify/address", {"email": "beatrix@bluesky.test"})
    assert "beatrix@bluesky.test" in visitor.get("/verify").text
    assert visitor.post(verification_path(mailbox)).location == "/dashboard"
    assert bea.is_verified


def test_it_can_be_corrected_twice(registered, bea):
    registered.post("/verify/address", {"email": "one@bluesky.test"})
    registered.post("/verify/address", {"email": "two@bluesky.test"})
    assert bea.email == "two@bluesky.test"


def test_the_address_of_a_colleague_elsewhere_is_not_taken_over(registered, bea, world, mailbox):
    response = registered.post("/verify/address", {"email": world.hugo.email})
    assert (response.status_code, bea.email) == (303, EMAIL)
    deliver_all()
    assert mailbox.to(world.hugo.email)[-1].subject == "You have a Travault account already"


def test_somebody_else_with_the_same_address_cannot_correct_it(registered, bea, app):
    stranger = Browser(app)
    submit(stranger, name="Other", vat_number="980780684001", registration_number="00000001",
           submission="o" * 22)  # fmt: skip
    assert EMAIL in stranger.get("/verify").text
    stranger.post("/verify/address", {"email": "thief@elsewhere.test"})
    assert bea.email == EMAIL


@pytest.mark.parametrize("email", ["", "x", "a\0@b.test", "x" * 10_000, "a@b.test\nBcc: c@d.test"])
def test_a_wrong_correction_is_named(registered, bea, email):
    response = registered.post("/verify/address", {"email": email})
    assert response.status_code == 422
    assert bea.email == EMAIL


def test_the_form_can_be_sent_for_another_agency_after_verifying(registered, mailbox):
    registered.post(verification_path(mailbox))
    other = {"name": "Other", "vat_number": "980780684001", "registration_number": "00000001"}
    email = {"email": "cy@other.test", "email_again": "cy@other.test"}
    assert submit(registered, **other, **email).location == "/verify"
    assert "cy@other.test" in registered.get("/verify").text


def test_an_address_once_verified_cannot_be_corrected(registered, bea, mailbox):
    registered.post(verification_path(mailbox))
    assert registered.post("/verify/address", {"email": "new@bluesky.test"}).location == "/login"
    assert bea.email == EMAIL


def test_an_unverified_user_reaches_only_the_page_about_it(registered, bea, app):
    visitor = Browser(app)
    assert sign_in(visitor).status_code == 303
    for url in ("/exports", "/companies", "/profile"):
        assert visitor.get(url).location == "/verify"
    assert EMAIL in visitor.get("/verify").text
    assert visitor.get("/companies", htmx=True).headers["HX-Redirect"] == "/verify"


def test_who_is_signed_in_goes_on_to_the_dashboard(registered, bea, app, mailbox):
    path = verification_path(mailbox)
    visitor = Browser(app)
    sign_in(visitor)
    assert visitor.post(path).location == "/dashboard"
    assert visitor.get("/profile").status_code == 200


@pytest.mark.parametrize(
    ("method", "url"), [("GET", "/verify"), ("POST", "/verify"), ("POST", "/verify/address")]
)
def test_without_a_registration_there_is_only_signing_in(browser, world, method, url):
    assert browser.open(method, url).location == "/login"
