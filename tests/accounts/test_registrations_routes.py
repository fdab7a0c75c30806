import pytest
from sqlalchemy import func, select

from app.blueprints.accounts.models import MailedLink, User
from app.blueprints.agency.models import Agency
from app.core import clock
from app.core.db import db
from tests.worker import deliver_all

GOOD = {
    "name": "Blue Sky Journeys",
    "address": "12 Quay Street\r\nBristol\r\nBS1 4XX",
    "vat_number": "GB 117 2236 43",
    "registration_number": "sc 654321",
    "phone": "0117 496 0123",
    "contact_name": "Bea Brown",
    "email": "Bea@BlueSky.test",
    "email_again": "bea@bluesky.test",
    "employees": "1-10",
    "business_focus": "corporate",
    "website": "bluesky.test",
    "password": "harbour lantern violet",
    "password_again": "harbour lantern violet",
    "terms": "y",
    "submission": "s" * 22,
}


def submit(browser, **changes):
    data = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return browser.post("/register", data)


def agencies() -> int:
    return db.session.scalar(select(func.count()).select_from(Agency))


def test_registration_adds_agency_admin_trial_and_mail(browser, world, mailbox):
    response = submit(browser)
    assert (response.status_code, response.location) == (303, "/verify")
    user = db.session.scalar(select(User).where(User.email == "bea@bluesky.test"))
    assert (user.name, user.role, user.is_verified) == ("Bea Brown", "admin", False)
    agency = user.agency
    assert (agency.vat_number, agency.registration_number) == ("117223643", "SC654321")
    assert (agency.phone, agency.website) == ("+441174960123", "https://bluesky.test")
    assert agency.address == "12 Quay Street\nBristol\nBS1 4XX"
    assert (agency.trial_ends_at - clock.now()).days in (13, 14)
    deliver_all()
    assert mailbox.last.subject == "Confirm your e-mail address"
    assert mailbox.last.to == ["bea@bluesky.test"]
    assert "bea@bluesky.test" in browser.get("/verify").text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Enter the agency name"),
        ("name", "x" * 256, "Use at most 255 characters"),
        ("name", "MERIDIAN  travel", "An agency of this name is registered already"),
        ("address", "\n".join("1234567"), "Use at most 6 lines"),
        ("address", "x" * 601, "Use at most 600 characters"),
        ("vat_number", "12345678", "Enter a VAT number with 9 or 12 digits"),
        ("vat_number", "GB117223644", "its digits do not add up"),
        ("vat_number", "GB 123 4567 82", "An agency with this VAT number is registered already"),
        ("registration_number", "ABC12345", "Enter 8 digits, 2 letters and 6 digits"),
        ("registration_number", "01234567", "An agency with this number is registered already"),
        ("phone", "12", "Enter a phone number like"),
        ("contact_name", "Bea", "Enter first and last name"),
        ("email", "bea@", "Enter an e-mail address like"),
        ("email_again", "bee@bluesky.test", "The two e-mail addresses differ"),
        ("employees", "12", "Not a valid choice"),
        ("employees", "", "Choose the number of employees"),
        ("business_focus", None, "Choose the business focus"),
        ("website", "javascript:alert(1)", "Enter a web address like"),
        ("password", "short", "Use at least 10 characters"),
        ("password", "x" * 10_000, "Use at most 128 characters"),
        ("password", "password1234", "This password is easy to guess"),
        ("password", "bea@bluesky.test rules", "Do not use your name, e-mail or agency"),
        ("password", "Blue Sky Journeys 4711", "Do not use your name, e-mail or agency"),
        ("password_again", "harbour lantern", "The two passwords differ"),
        ("terms", None, "Accept the terms and the privacy notice"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_typed_is_lost(browser, world, field, value, message):
    before = agencies()
    response = submit(browser, **{field: value})
    assert response.status_code == 422
    assert message in response.text
    kept = "12 Quay Street" if field != "address" else "Blue Sky Journeys"
    assert kept in response.text
    assert GOOD["password"] not in response.text
    assert agencies() == before


@pytest.mark.parametrize("field", [name for name in GOOD if name not in ("submission", "terms")])
@pytest.mark.parametrize(
    "value", ["a\0b", "a\x07b", "x" * 10_000, "<script>alert(1)</script>", None]
)
def test_no_input_breaks_the_form(browser, world, field, value):
    response = submit(browser, **{field: value})
    assert response.status_code in (303, 422)
    assert "<script>alert" not in response.text


def test_an_address_with_an_account_gets_the_same_page_and_a_mail_that_says_so(
    browser, world, mailbox
):
    before = agencies()
    email = world.anna.email
    response = submit(browser, email=email, email_again=email)
    assert (response.status_code, response.location) == (303, "/verify")
    assert agencies() == before
    deliver_all()
    assert [mail.subject for mail in mailbox.mails] == ["You have a Travault account already"]
    shown = browser.get("/verify").text.replace(email, "ADDRESS")
    other = browser.as_(None)
    submit(other)
    assert other.get("/verify").text.replace("bea@bluesky.test", "ADDRESS").split("<main")[1].count(
        "ADDRESS"
    ) == shown.split("<main")[1].count("ADDRESS")


def test_a_repeated_submit_makes_one_agency_and_shows_the_same_page(browser, world, mailbox):
    before = agencies()
    assert [submit(browser).location, submit(browser).location] == ["/verify", "/verify"]
    assert agencies() == before + 1
    assert deliver_all() == 1


def test_who_went_back_and_sends_a_fresh_form_is_not_told_that_their_agency_is_taken(
    browser, world
):
    before = agencies()
    submit(browser)
    response = submit(browser, submission="t" * 22)
    assert (response.status_code, response.location) == (303, "/verify")
    assert agencies() == before + 1


def test_who_went_back_and_empties_the_name_is_asked_for_it(browser, world):
    submit(browser)
    assert submit(browser, submission="t" * 22, name="").status_code == 422


def test_another_visitor_is_told_what_is_taken(browser, world):
    submit(browser)
    response = submit(browser.as_(None), submission="t" * 22)
    assert response.status_code == 422
    assert response.text.count("is registered already") >= 3


def test_registering_is_limited(browser, world):
    for n in range(20):
        email = f"bea{n}@bluesky.test"
        submit(browser, email=email, email_again=email, submission=f"{n:022}")
        db.session.query(MailedLink).delete()
        db.session.query(User).filter_by(email=email).delete()
        db.session.query(Agency).filter_by(name=GOOD["name"]).delete()
    response = submit(browser)
    assert response.status_code == 429
    assert "Too many registrations" in response.text
    assert "12 Quay Street" in response.text


def test_a_signed_in_user_has_registered_already(browser):
    assert browser.as_("anna").get("/register").location == "/dashboard"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_wrong_method_is_a_designed_405(browser, method):
    response = browser.open(method, "/register")
    assert response.status_code == 405
    assert "Not possible here" in response.text


def test_a_form_without_its_token_is_a_designed_400(browser):
    response = browser.client.post("/register", data=GOOD)
    assert response.status_code == 400
    assert "Reload it and send the form again" in response.text
