import pytest

from app import create_app
from app.config import Settings
from app.core import mail
from tests.worker import deliver_all


@pytest.fixture
def kept(app, world, monkeypatch):
    """Mails become files, as in development without a mail server."""
    monkeypatch.setattr(Settings, "mails_to_mailbox", True)
    yield mail.mailbox()
    for file in mail.mailbox().glob("*.eml"):
        file.unlink()


def ask_for_reset(browser, email):
    browser.post("/password/forgot", {"email": email})
    deliver_all()


def test_mails_are_listed_newest_first(browser, world, kept):
    ask_for_reset(browser, world.anna.email)
    ask_for_reset(browser, world.hugo.email)
    page = browser.get("/dev/mailbox").text
    assert page.index(world.hugo.email) < page.index(world.anna.email)
    assert "Choose a new password" in page


def test_a_mail_shows_its_text_its_links_and_a_frame(browser, world, kept):
    ask_for_reset(browser, world.anna.email)
    (file,) = kept.glob("*.eml")
    page = browser.get(f"/dev/mailbox/{file.name}").text
    assert 'href="http://travault.test/password/reset/' in page
    assert f'src="/dev/mailbox/{file.name}/html"' in page
    assert "sandbox=" in page


def test_the_frame_may_style_itself_and_run_nothing(browser, world, kept):
    ask_for_reset(browser, world.anna.email)
    (file,) = kept.glob("*.eml")
    response = browser.get(f"/dev/mailbox/{file.name}/html")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_top">' in response.text


def test_the_mailbox_can_be_emptied(browser, world, kept):
    ask_for_reset(browser, world.anna.email)
    assert browser.post("/dev/mailbox/deletion").location == "/dev/mailbox"
    assert "No mail yet" in browser.get("/dev/mailbox").text


@pytest.mark.parametrize("name", ["nothing.eml", "..%2F..%2Fetc%2Fpasswd", "x.txt", "%2e%2e.eml"])
def test_only_mails_can_be_read(browser, kept, name):
    assert browser.get(f"/dev/mailbox/{name}").status_code == 404
    assert browser.get(f"/dev/mailbox/{name}/html").status_code == 404


def test_production_has_no_development_pages(app, monkeypatch):
    monkeypatch.setattr("app.core.logs.set_up", lambda settings: None)
    settings = app.extensions["settings"]
    values = {**vars(settings), "travault_env": "production", "secret_key": "s" * 40}
    rules = create_app(Settings(**values)).url_map.iter_rules()
    assert not [rule for rule in rules if rule.rule.startswith("/dev")]
