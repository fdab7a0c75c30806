"""Walking every form of every page: where it is sent, its fields, and something valid for each."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urlsplit

from flask import url_for
from werkzeug.routing import AnyConverter, Rule

from app.core.db import db
from tests import cast

LIKELY = {
    "email": "eve@sent.test", "phone": "020 7946 0018", "country": "GB", "website": "https://sent.test",
    "postal_code": "EC1A 1BB", "old_password": cast.PASSWORD, "password": "staple battery horse 7",
    "vat_number": "GB 220 4302 31", "registration_number": "07654321", "until": "2026-12-24",
}  # fmt: skip
INPUTS = {"input", "textarea", "select", "button"}


@dataclass
class Form:
    action: str
    values: dict[str, str] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """Every form of a page, with each field's first sensible value."""

    def __init__(self, html: str, url: str):
        super().__init__()
        self.url, self.found = url, [Form("")]
        self._open: dict[str, Form] = {}
        self._textarea = self._select = None
        self.feed(html)
        self.found = [form for form in self.found if form.action]

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(given.get("action") or given.get("hx-post") or self.url))
        elif tag == "option" and self._select:
            self._take(self._select, given.get("value", ""))
        elif tag in INPUTS and given.get("name"):
            name = given["name"]
            self._select = name if tag == "select" else None
            self._textarea = name if tag == "textarea" else None
            self._take(name, given.get("value", ""))
            if "required" in given:
                self.found[-1].required.add(name)

    def handle_data(self, data):
        if self._textarea:
            self._take(self._textarea, data)

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = None
        if tag == "form":
            self.found.append(Form(""))

    def _take(self, name: str, value: str) -> None:
        values = self.found[-1].values
        values[name] = values.get(name) or value.strip()


def normal(path: str) -> str:
    """The address without its ids: every record's form has the same fields."""
    return re.sub(r"/\d+", "/1", urlsplit(path).path)


def filled(app, rule: Rule, parts: dict) -> list[str]:
    choices = {
        name: part.regex[3:].rstrip(")").split("|")
        if isinstance(part, AnyConverter)
        else [parts.get(name, "x")]
        for name, part in rule._converters.items()
    }
    with app.test_request_context():
        method = min(rule.methods - {"HEAD", "OPTIONS"})
        combined = (dict(zip(choices, c, strict=True)) for c in product(*choices.values()))
        return [url_for(rule.endpoint, _method=method, **parts) for parts in combined]


def likely(name: str) -> str:
    return next((value for key, value in LIKELY.items() if key in name), "Carol Something")


def changes(addresses, fields):
    return [
        (method, address, fields.get(address) or fields.get(normal(address), {}))
        for rule, address in addresses
        for method in sorted(rule.methods & {"POST", "PATCH", "PUT", "DELETE"})
    ]


@contextmanager
def undone(app):
    """What happens inside has not happened afterwards."""
    with app.app_context():
        db.session.remove()
        savepoint = db._app_engines[app][None].begin_nested()
        try:
            yield
        finally:
            db.session.remove()
            savepoint.rollback()
