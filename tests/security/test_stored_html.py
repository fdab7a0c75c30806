"""What somebody typed is text wherever it is shown: no element, no attribute, no template, no script."""

from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlencode

import pytest
from pypdf import PdfReader
from sqlalchemy import String

from app.blueprints.accounts.models import User
from app.blueprints.exports import actions as exports
from app.blueprints.exports.models import ExportFile
from app.blueprints.tickets import actions as tickets
from app.core.db import AgencyModel, db
from tests.security.walk import changes, undone
from tests.worker import deliver_all

EVIL = (
    "\"><img src=x onerror=alert(1)> {{7*7}} <script>alert(2)</script>' ${7*7} "
    '[a](javascript:alert(3)) <a href="javascript:alert(4)">'
)
SHORT = {"phone", "mobile", "postal_code"}
NOT_TYPED = {"location", "media_type", "storage_key"}


def typed_columns(model) -> set[str]:
    """The columns of a table that hold what people write, in a new table too."""
    columns = [c for c in model.__table__.columns if isinstance(c.type, String) and not c.computed]
    long = {c.name for c in columns if not c.type.length or c.type.length >= 100}
    return (long | {c.name for c in columns} & SHORT) - NOT_TYPED


TYPED = {User: {"first_name", "last_name"}} | {
    model: typed_columns(model) for model in AgencyModel.__subclasses__()
}


class Dangers(HTMLParser):
    """Handlers, scripts that are not files of ours, and links that run something."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.found += [f"{tag} {name}" for name in given if name.startswith("on")]
        links = [given.get(name) or "" for name in ("href", "src", "action", "hx-get", "hx-post")]
        self.found += [
            f"{tag} {link}"
            for link in links
            if link.strip().lower().startswith(("javascript:", "data:text"))
        ]
        if tag == "img" and given.get("src") == "x":
            self.found.append("img")
        if tag == "script" and "src" not in given:
            self.found.append("script")


def fill() -> None:
    for model, names in TYPED.items():
        for record in db.session.scalars(db.select(model)):
            for name in names:
                most = model.__table__.c[name].type.length or 1000
                setattr(record, name, f"{record.id}{EVIL}"[:most])
    db.session.commit()


SEARCHED = urlencode({"q": EVIL[:40], "company_search": EVIL[:40], "next": EVIL[:40]})


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_no_page_shows_it_as_html(browser, addresses, htmx):
    fill()
    anna, shown, problems = browser.as_("anna"), 0, []
    for rule, address in addresses:
        for query in ("", f"?{SEARCHED}") if "GET" in rule.methods else ():
            response = anna.get(address + query, htmx=htmx)
            if response.mimetype == "text/html":
                shown += "img src=x onerror" in response.text
                problems += [f"{address}: {danger}" for danger in Dangers(response.text).found]
    assert problems == []
    assert shown > 30


def test_no_form_that_comes_back_shows_it_as_html(app, browser, addresses, fields):
    problems, shown = [], 0
    for method, address, valid in changes(addresses, fields):
        anna = browser.as_("anna")
        with undone(app):
            response = anna.open(method, address, data=dict.fromkeys(valid, EVIL[:100]))
        shown += "img src=x onerror" in response.text
        problems += [f"{address}: {danger}" for danger in Dangers(response.text).found]
    assert problems == []
    assert shown > 10


def test_no_mail_shows_it_as_html(mailbox, world):
    activity = world.activity(author=world.sara)
    reminder = world.reminder(user=world.alex, author_id=world.sara.id, activity_id=activity.id)
    reminder.plan()
    ticket = world.ticket(contact_id=None)
    tickets.change_ticket(ticket, {"status": "in_progress"}, by=world.sara)
    fill()
    deliver_all()
    assert mailbox.mails
    for mail in mailbox.mails:
        assert "img src=x onerror" in mail.html
        assert Dangers(mail.html).found == []
        assert "\n" not in mail.subject


@pytest.mark.parametrize("kind", ["company", "ticket"])
def test_no_document_reads_it_as_html(world, kind):
    company = world.company()
    world.contact(company)
    world.activity(company)
    ticket = world.ticket(company)
    fill()
    export = exports.request_export(
        kind, (company if kind == "company" else ticket).id, by=world.anna
    )
    db.session.commit()
    exports.make(export)
    file = db.session.scalars(db.select(ExportFile).filter_by(export_id=export.id)).one()
    shown = " ".join(page.extract_text() for page in PdfReader(BytesIO(file.content)).pages)
    assert "<img" in shown
    assert "{{7*7}}" in shown
