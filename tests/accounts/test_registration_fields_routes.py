import pytest

from app.blueprints.accounts import limits

FIELDS = "/register/fields/"


def test_a_field_is_checked_alone(browser, world):
    response = browser.post(FIELDS + "vat_number", {"vat_number": "123"}, htmx=True)
    assert response.status_code == 200
    assert "Enter a VAT number with 9 or 12 digits" in response.text
    assert 'value="123"' in response.text
    assert response.text.count('class="field') == 1
    assert "Enter the agency name" not in response.text


def test_a_good_field_loses_its_error(browser, world):
    response = browser.post(FIELDS + "vat_number", {"vat_number": "GB 117 2236 43"}, htmx=True)
    assert "error" not in response.text
    assert 'value="117223643"' in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "meridian TRAVEL"), ("vat_number", "123456782"), ("registration_number", "01234567")],
)
def test_what_is_taken_is_said_beside_the_field(browser, world, field, value):
    response = browser.post(FIELDS + field, {field: value}, htmx=True)
    assert "is registered already" in response.text


def test_an_address_with_an_account_is_not_told(browser, world):
    response = browser.post(FIELDS + "email", {"email": world.anna.email}, htmx=True)
    assert "error" not in response.text


def test_the_password_gets_a_hint_of_its_strength_and_is_not_sent_back(browser, world):
    data = {"password": "harbour lantern violet"}
    response = browser.post(FIELDS + "password", data, htmx=True)
    assert "Strength: Very strong" in response.text
    assert data["password"] not in response.text


def test_a_password_like_the_agency_is_refused(browser, world):
    data = {"password": "blue-sky-journeys", "name": "Blue-Sky-Journeys"}
    response = browser.post(FIELDS + "password", data, htmx=True)
    assert "Do not use your name, e-mail or agency" in response.text


def test_what_is_typed_again_may_still_be_empty(browser, world):
    response = browser.post(FIELDS + "email_again", {"email": "bea@sky.test"}, htmx=True)
    assert "error" not in response.text


def test_a_plain_browser_gets_the_whole_form(browser, world):
    response = browser.post(FIELDS + "phone", {"phone": "x", "name": "Blue Sky"})
    assert "<!doctype html>" in response.text
    assert 'value="Blue Sky"' in response.text


@pytest.mark.parametrize("name", ["csrf_token", "submission", "id", "role", "%00", "x" * 300])
def test_an_unknown_field_is_not_found(browser, world, name):
    assert browser.post(FIELDS + name, htmx=True).status_code in (400, 404)


@pytest.mark.parametrize("value", ["a\0b", "\x1f", "x" * 10_000, "<b>x</b>", "9" * 400])
@pytest.mark.parametrize(
    "name", ["name", "vat_number", "registration_number", "phone", "email", "website"]
)
def test_no_value_breaks_a_field(browser, world, name, value):
    response = browser.post(FIELDS + name, {name: value}, htmx=True)
    assert response.status_code == 200
    assert "<b>x" not in response.text


def test_checking_is_limited(browser, world):
    for _ in range(240):
        limits.CHECKS.count("127.0.0.1")
    assert browser.post(FIELDS + "name", {"name": "Blue"}, htmx=True).status_code == 429
