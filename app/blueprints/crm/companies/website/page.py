"""A web page taken apart: titles, meta elements, links and what it says in schema.org's words."""

import time
from html.parser import HTMLParser

PIECE = 16 * 1024
SECONDS = 1.5
LONGEST = 20_000
MOST_OF_A_KIND = 200
ITEM_TYPES = ("organization", "localbusiness", "corporation", "travelagency", "hotel", "airline")


class Page(HTMLParser):
    """Pages of strangers may be made to take long: reading stops after a while, and what was found
    until then counts."""

    def __init__(self, html: str):
        super().__init__()
        self.title = ""
        self.metas: dict[str, str] = {}
        self.links: list[str] = []
        self.data_blocks: list[str] = []
        self.properties: dict[str, str] = {}
        self._inside: str | None = None
        self._property: str | None = None
        self._is_item = False
        stop_at = time.monotonic() + SECONDS
        for start in range(0, len(html), PIECE):
            if time.monotonic() > stop_at:
                break
            self.feed(html[start : start + PIECE])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip() for name, value in attrs}
        if tag == "meta":
            self._note_meta(given)
        elif tag == "a" and len(self.links) < MOST_OF_A_KIND:
            self.links.append(given.get("href", ""))
        elif tag == "title" and not self.title:
            self._inside = "title"
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._inside = "data"
            self.data_blocks.append("")
        self._note_item(given)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "script"):
            self._inside = None
        self._property = None

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title = (self.title + data)[:LONGEST]
        elif self._inside == "data" and len(self.data_blocks) <= MOST_OF_A_KIND:
            self.data_blocks[-1] += data
        elif self._property and data.strip():
            self.properties.setdefault(self._property, data.strip()[:LONGEST])

    def _note_meta(self, given: dict[str, str]) -> None:
        name = (given.get("property") or given.get("name") or "").lower()
        if name and given.get("content") and len(self.metas) < MOST_OF_A_KIND:
            self.metas.setdefault(name, given["content"][:LONGEST])

    def _note_item(self, given: dict[str, str]) -> None:
        """Microdata of the first organisation on, as flat as most pages write it."""
        kind = given.get("itemtype", "").rpartition("/")[2].lower()
        self._is_item = self._is_item or kind in ITEM_TYPES
        name = given.get("itemprop")
        if not self._is_item or not name or len(self.properties) > MOST_OF_A_KIND:
            return
        value = given.get("content") or given.get("href") or given.get("datetime")
        if value:
            self.properties.setdefault(name, value[:LONGEST])
        elif "itemscope" not in given:
            self._property = name
