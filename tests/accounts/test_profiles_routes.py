import pytest

from tests.cast import PASSWORD
from tests.worker import deliver_all

PROFILE = {
    "first_name": "Annabel",
    "last_name": "Archer",
    "time_zone": "Europe/Lisbon",
    "theme": "dark",
}
CHANGE = {
    "old_password": PASSWORD,
    "password": "violet lantern harbour",
    "password_again": "violet lantern harbour",
}


def test_the_profile_is_saved(browser, world):
    anna = browser.as_("anna")
    assert anna.post("/profile", PROFILE).location == "/profile"
    assert {name: getattr(world.anna, name) for name in PROFILE} == PROFILE
    page = anna.get("/profile").text
    assert 'data-theme="dark"' in page
    assert 'value="Annabel"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", ""),
        ("first_name", "x" * 101),
        ("last_name", "a\nb"),
        ("last_name", "a\0b"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", None),
        ("theme", "pink"),
        ("theme", None),
    ],
)
def test_a_wrong_value_is_named_and_the_rest_is_kept(browser, world, field, value):
    data = {name: text for name, text in {**PROFILE, field: value}.items() if text is not None}
    response = browser.as_("anna").post("/profile", data)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert world.anna.first_name == "Anna"
    if field != "first_name":
        assert 'value="Annabel"' in response.text


def test_nobody_promotes_themselves(browser, world):
    extra = {"role": "admin", "agency_id": "2", "email": "x@y.test", "password_hash": "x"}
    browser.as_("alex").post("/profile", {**PROFILE, **extra})
    assert (world.alex.first_name, world.alex.role) == ("Annabel", "agent")
    assert world.alex.agency_id == world.anna.agency_id
    assert world.alex.email == "alex@meridian.test"


def test_html_in_a_name_stays_text(browser, world):
    anna = browser.as_("anna")
    anna.post("/profile", {**PROFILE, "first_name": "<b>Anna</b>"})
    assert "<b>Anna" not in anna.get("/profile").text


def test_changing_the_password_ends_the_other_sessions_and_mails_a_notice(browser, world, mailbox):
    here, elsewhere = browser.as_("anna"), browser.as_("anna")
    assert here.post("/profile/password", CHANGE).location == "/profile"
    assert world.anna.has_password(CHANGE["password"])
    assert here.get("/profile").status_code == 200
    assert elsewhere.get("/profile").status_code == 303
    deliver_all()
    assert (mailbox.last.to, mailbox.last.subject) == (
        [world.anna.email],
        "Your password was changed",
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"old_password": "not it at all"}, "This is not your present password"),
        ({"old_password": ""}, "Enter your present password"),
        ({"password": "short"}, "Use at least 10 characters"),
        ({"password": "anna archer rules"}, "Do not use your name, e-mail or agency"),
        ({"password_again": "another"}, "The two passwords differ"),
    ],
)
def test_a_wrong_password_form_changes_nothing(browser, world, changes, message):
    response = browser.as_("anna").post("/profile/password", {**CHANGE, **changes})
    assert response.status_code == 422
    assert message in response.text
    assert world.anna.has_password(PASSWORD)


def test_the_old_password_cannot_be_guessed_for_ever(browser, world):
    anna = browser.as_("anna")
    for _ in range(5):
        anna.post("/profile/password", {**CHANGE, "old_password": "a guess"})
    assert anna.post("/profile/password", CHANGE).status_code == 429
    assert world.anna.has_password(PASSWORD)


def test_the_theme_is_set_from_the_menu(browser, world):
    anna = browser.as_("anna")
    assert anna.post("/profile/theme", {"theme": "light"}, htmx=True).status_code == 200
    assert world.anna.theme == "light"
    plain = anna.post(
        "/profile/theme", {"theme": "dark"}, headers={"Referer": "http://localhost/companies"}
    )
    assert (plain.location, world.anna.theme) == ("/companies", "dark")


@pytest.mark.parametrize("theme", ["pink", "", "a\0b"])
def test_there_are_three_themes(browser, world, theme):
    assert browser.as_("anna").post("/profile/theme", {"theme": theme}).status_code == 400


@pytest.mark.parametrize("url", ["/profile", "/profile/password", "/profile/theme"])
def test_the_profile_needs_a_session(browser, world, url):
    assert browser.post(url).location.startswith("/login")
