from datetime import timedelta

import pytest

from app.core import clock
from tests.cast import PASSWORD
from tests.worker import deliver_all

NEW = {"password": "violet lantern harbour", "password_again": "violet lantern harbour"}


@pytest.fixture
def path(browser, world, mailbox) -> str:
    browser.post("/password/forgot", {"email": world.anna.email})
    deliver_all()
    return mailbox.last.path("/password/reset/")


def test_the_link_sets_a_new_password_and_a_notice_is_mailed(browser, world, path, mailbox):
    assert world.anna.email in browser.get(path).text
    assert browser.post(path, NEW).location == "/login"
    assert world.anna.has_password(NEW["password"])
    assert not world.anna.has_password(PASSWORD)
    deliver_all()
    assert mailbox.last.subject == "Your password was changed"


def test_every_session_of_the_user_ends_and_no_other(browser, path):
    anna, mark = browser.as_("anna"), browser.as_("mark")
    browser.post(path, NEW)
    assert anna.get("/profile").status_code == 303
    assert mark.get("/profile").status_code == 200


def test_the_link_works_once(browser, world, path):
    browser.post(path, NEW)
    response = browser.post(path, dict.fromkeys(NEW, "quite another one"))
    assert response.status_code == 410
    assert world.anna.has_password(NEW["password"])


def test_one_reset_ends_the_other_links(browser, world, path, mailbox):
    browser.post("/password/forgot", {"email": world.anna.email})
    deliver_all()
    other = mailbox.last.path("/password/reset/")
    browser.post(path, NEW)
    assert browser.get(other).status_code == 410


def test_the_link_expires_after_an_hour(browser, path):
    clock.freeze(clock.now() + timedelta(minutes=61))
    assert browser.get(path).status_code == 410
    assert browser.post(path, NEW).status_code == 410


def test_a_scanner_does_not_use_it_up(browser, path):
    assert browser.get(path).status_code == browser.get(path).status_code == 200
    assert browser.post(path, NEW).status_code == 303


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Enter a password"),
        ({"password": "short"}, "Use at least 10 characters"),
        ({"password": "Meridian Travel 2026"}, "Do not use your name, e-mail or agency"),
        ({**NEW, "password_again": "something else"}, "The two passwords differ"),
        ({"password": "x" * 10_000}, "Use at most 128 characters"),
    ],
)
def test_a_bad_password_is_named_and_the_link_still_works(browser, path, data, message):
    response = browser.post(path, data)
    assert response.status_code == 422
    assert message in response.text
    assert browser.post(path, NEW).status_code == 303


def test_the_link_verifies_the_address_it_was_mailed_to(browser, world, path):
    world.anna.email_verified_at = None
    browser.post(path, NEW)
    assert world.anna.is_verified


def test_an_unknown_address_gets_the_same_answer_and_no_mail(browser, world, mailbox):
    known = browser.post("/password/forgot", {"email": world.anna.email})
    unknown = browser.post("/password/forgot", {"email": "nobody@nowhere.test"})
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert browser.get(known.location).status_code == 200
    deliver_all()
    assert [mail.to for mail in mailbox.mails] == [[world.anna.email]]


def test_a_deactivated_user_gets_no_mail(browser, world, mailbox):
    world.alex.deactivated_at = clock.now()
    browser.post("/password/forgot", {"email": world.alex.email})
    deliver_all()
    assert mailbox.mails == []


@pytest.mark.parametrize("email", ["", "x", "a\0@b.test", "x" * 10_000])
def test_a_wrong_address_is_named(browser, world, email):
    assert browser.post("/password/forgot", {"email": email}).status_code == 422


@pytest.mark.parametrize("email", ["anna@meridian.test", "nobody@nowhere.test"])
def test_asking_is_limited_alike(browser, world, email):
    for _ in range(3):
        assert browser.post("/password/forgot", {"email": email}).status_code == 303
    response = browser.post("/password/forgot", {"email": email})
    assert response.status_code == 429
    assert "Wait ten minutes" in response.text
