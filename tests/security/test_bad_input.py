"""Whatever is sent to whatever address: an answer that says what was wrong, never a fault of ours.

The fields of each address are read from the forms of the pages themselves, so that a new form is
walked without anybody adding it here.
"""

from collections import Counter
from io import BytesIO
from urllib.parse import urlencode

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from werkzeug.routing import Rule

from app.blueprints.imports.models import Import
from app.core import requests, tenancy
from app.core.db import db
from app.core.forms import LINE_CONTROL
from app.extensions import limiter
from tests.security.walk import changes, normal, undone

NASTY = (
    "", " ", "\0", "\r\n", "\x1b[31m", "\u202e", "\ud800", "\uffff", "😀" * 3000, "x" * 300, "x" * 50_000,
    "-1", "0", "1e9", "NaN", "inf", str(2**31), str(2**63), str(10**30), "٣", "1" * 5000, "1.5", "00001",
    "0001-01-01", "9999-12-31", "2026-02-30", "2026-03-29", "01:30", "24:00", "2026-03-29T01:30",
    "true", "null", "[]", "{}", "%00", "%", "%s%n", "{{7*7}}", "{0.__class__}", "' or 1=1 --", "\\", "(", "*",
    '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "http://[::1", "https://a.b:99999999/", "a@b",
    "+", "+44" + "1" * 80, "//evil.test", "../../etc/passwd", "=1+1", "GB", "admin", "high", "closed",
)  # fmt: skip
QUERY = (
    "q", "page", "sort", "state", "kind", "type", "status", "priority", "category", "category_type", "company",
    "company_id", "company_search", "contact_id", "contact", "contacts", "owner", "owner_id", "assignee",
    "assignee_id", "subject", "subject_id", "next", "email", "days", "before", "mine", "section", "people",
)  # fmt: skip

values = st.one_of(st.sampled_from(NASTY), st.text(max_size=30), st.integers().map(str))


@st.composite
def inputs(draw, names: list[str], most: int = 3):
    """Some fields spoilt: missing, repeated or nasty."""
    spoilt = draw(st.lists(st.sampled_from(names), max_size=most, unique=True))
    return {name: draw(st.lists(values, max_size=2)) for name in spoilt}


def encoded(sent: dict[str, list[str]]) -> bytes:
    """A form's body, also of texts that are not valid UTF-8."""
    pairs = [(name, value) for name, listed in sent.items() for value in listed]
    return urlencode(pairs, errors="surrogatepass").encode()


class Walker:
    """One visitor who sends spoilt forms to one address after another."""

    def __init__(self, app, visitor):
        self.app, self.visitor = app, visitor
        self.cookies = dict(visitor.client._cookies)
        self.statuses: Counter[int] = Counter()
        self.problems: list[str] = []

    def send(self, method: str, address: str, sent: dict[str, list[str]], htmx: bool) -> None:
        body = encoded(sent)
        with undone(self.app):
            if method == "GET":
                response = self.visitor.get(f"{address}?{body.decode()}", htmx=htmx)
            else:
                form = {"content_type": "application/x-www-form-urlencoded", "data": body}
                response = self.visitor.open(method, address, htmx=htmx, **form)
        self.visitor.client._cookies = dict(self.cookies)
        self.statuses[response.status_code] += 1
        if response.status_code >= 500 or len(response.data) > 2_000_000:
            self.problems.append(f"{method} {address} {str(sent)[:400]} → {response.status_code}")


def walk(walker: Walker, calls: list[tuple[str, str, dict[str, str]]], examples: int) -> None:
    """Each call (method, address, valid fields) with spoilt fields."""

    @settings(max_examples=examples, database=None, phases=[Phase.generate])
    @given(st.data())
    def send(data):
        for method, address, valid in calls:
            spoilt = data.draw(inputs(sorted(valid) or ["x"]))
            sent = {name: [value] for name, value in valid.items()} | spoilt
            walker.send(method, address, sent, htmx=data.draw(st.booleans()))

    send()


@pytest.mark.parametrize("name", ["anna", "alex"])
def test_no_form_is_a_fault_of_ours(app, browser, addresses, fields, name):
    walker = Walker(app, browser.as_(name))
    for call in changes(addresses, fields):
        walk(walker, [call], examples=10)
    assert walker.problems == []
    assert walker.statuses[422] > 100


def test_a_visitor_can_send_anything(app, browser, addresses, fields):
    calls = changes([(rule, address) for rule, address in addresses if is_open(app, rule)], fields)
    walker = Walker(app, browser)
    for call in calls:
        limiter.limiter.storage.reset()
        walk(walker, [call], examples=20)
    assert len(calls) > 6
    assert walker.problems == []


def is_open(app, rule: Rule) -> bool:
    return getattr(app.view_functions[rule.endpoint], "is_public", False)


def test_no_query_string_is_a_fault_of_ours(app, browser, addresses):
    walker = Walker(app, browser.as_("anna"))
    for rule, address in addresses:
        if "GET" in rule.methods:
            walk(walker, [("GET", address, dict.fromkeys(QUERY, ""))], examples=8)
    assert walker.problems == []
    assert walker.statuses[200] > 200


ACCEPTED = {
    "/companies", "/companies/1/calls", "/companies/1/meetings", "/companies/1/contacts", "/companies/1/contacts/1",
    "/companies/1/details/about", "/companies/1/details/reach", "/companies/1/status", "/exports", "/profile",
    "/profile/password", "/register", "/reminders/1", "/reminders/1/snooze", "/tickets", "/tickets/1",
    "/tickets/1/actions/1", "/tickets/1/closure", "/tickets/1/reopening", "/tickets/1/status", "/imports/1/columns",
}  # fmt: skip


def test_the_walk_reaches_what_forms_do(app, browser, addresses, fields):
    """Sent as they stand the forms are accepted, so that a spoilt field is all that is wrong."""
    accepted = set()
    for method, address, valid in changes(addresses, fields):
        walker = Walker(app, browser.as_("anna"))
        walker.send(method, address, {name: [value] for name, value in valid.items()}, htmx=False)
        if set(walker.statuses) <= {200, 303}:
            accepted.add(normal(address))
    assert ACCEPTED - accepted == set()


def a_file(name: str = "clients.csv", content: bytes = b"Name\nAcme\n"):
    return BytesIO(content), name


def test_a_file_where_a_text_is_expected_is_no_text(app, browser, addresses, fields):
    walker, problems = browser.as_("anna"), []
    cookies = dict(walker.client._cookies)
    for method, address, valid in changes(addresses, fields):
        for name in valid:
            with undone(app):
                response = walker.open(method, address, data={**valid, name: a_file()})
            walker.client._cookies = dict(cookies)
            if response.status_code >= 500:
                problems.append(f"{method} {address} {name} → {response.status_code}")
    assert problems == []


JSON = ["[1]", "5", '"name"', "null", '{"name": 5}', '{"name": {"a": [1]}}', "{", '{"name": null}']


@pytest.mark.parametrize("body", JSON)
def test_json_is_not_read_as_a_form(browser, world, body):
    response = browser.as_("anna").post("/companies", data=body, content_type="application/json")
    assert response.status_code == 422


NEXT = {
    "/a\r\nSet-Cookie: a=b": "/dashboard",
    "/a\tb": "/dashboard",
    "/\t/evil.test": "/dashboard",
    "//evil.test": "/dashboard",
    "/\\evil.test": "/dashboard",
    "https://evil.test": "/dashboard",
    "javascript:alert(1)": "/dashboard",
    "/companies?q=日本": "/companies?q=%E6%97%A5%E6%9C%AC",
    "/a\u2028b": "/a%E2%80%A8b",
    "/companies?q=a%20b": "/companies?q=a%20b",
}


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize(("wanted", "there"), NEXT.items(), ids=map(repr, NEXT))
def test_where_to_go_next_is_a_page_of_ours_that_a_header_can_hold(browser, wanted, there, htmx):
    address = f"/login?{urlencode({'next': wanted})}"
    response = browser.as_("anna").get(address, htmx=htmx)
    assert response.headers["HX-Redirect" if htmx else "Location"] == there


@pytest.mark.parametrize(
    "name", ["a\0b.csv", "a\x1b[31m.csv", "../../etc/passwd", "x" * 2000, "\0", ".."]
)
def test_the_name_of_a_file_is_only_a_name(browser, world, name):
    page = browser.as_("anna").post("/imports", {"file": a_file(name)})
    assert page.status_code == 303
    stored = db.session.scalars(tenancy.scoped(Import)).one().file_name
    assert not LINE_CONTROL.search(stored)
    assert "/" not in stored
    assert 0 < len(stored) <= 255


def test_a_text_of_megabytes_is_refused_and_not_sent_back(browser, world):
    response = browser.as_("anna").post("/companies", {"name": "x" * 3_000_000})
    assert response.status_code == 413
    assert len(response.data) < 20_000


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_fault_at_the_very_end_is_answered_like_any_other(app, browser, world, monkeypatch, htmx):
    """When the transaction fails as it is committed, the visitor was looked up by a session that is gone."""

    def fails():
        db.session.execute(text("select 1"), {"never": "used"})
        raise ValueError("A string literal cannot contain NUL (0x00) characters.")

    anna = browser.as_("anna")
    monkeypatch.setattr(requests, "commit", fails)
    response = anna.post("/profile/theme", {"theme": "dark"}, htmx=htmx)
    assert response.status_code == 500
    said = response.headers["HX-Trigger"] if htmx else response.text
    assert "has been noted" in said
