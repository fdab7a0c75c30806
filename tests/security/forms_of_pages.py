"""The forms of a page as a browser would send them: where to, how, and with which fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

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
