"""What a page says about the company whose page it is: the plainest words first (schema.org), then
what is meant for other sites (Open Graph), then links and the title."""

import re
from html import unescape
from urllib.parse import unquote, urlsplit

from app.blueprints.crm.companies.country_names import one_word
from app.blueprints.crm.companies.website.organisations import facts_of, flat_facts
from app.blueprints.crm.companies.website.page import Page
from app.core.fetch import Document

BETWEEN = re.compile(r"\s+[|–—·»-]\s+|\s*[|»]\s*|:\s+")
TAGS = re.compile(r"<[^<>]{0,200}>")
SCHEMES = re.compile(r"^(mailto|tel):", re.IGNORECASE)
BUSINESS = "business:contact_data:"
METAS = {
    "name": ("og:site_name", "application-name"),
    "description": ("og:description", "description", "twitter:description"),
    "email": (f"{BUSINESS}email", "og:email"),
    "phone": (f"{BUSINESS}phone_number", "og:phone_number"),
    "street": (f"{BUSINESS}street_address", "og:street-address"),
    "city": (f"{BUSINESS}locality", "og:locality"),
    "region": (f"{BUSINESS}region", "og:region"),
    "postal_code": (f"{BUSINESS}postal_code", "og:postal-code"),
    "country": (f"{BUSINESS}country_name", "og:country-name"),
}


def facts_in(document: Document) -> dict[str, str]:
    """Our fields' names → what the page says, as it says it."""
    page = Page(document.text)
    sources = (
        facts_of(page.data_blocks),
        flat_facts(page.properties),
        _metas(page),
        _links(page),
        {"name": _name_in(page.title, document.url), "website": _site(document.url)},
    )
    merged: dict[str, str] = {}
    for source in sources:
        for name, value in source.items():
            if cleaned := _clean(value):
                merged.setdefault(name, cleaned)
    for name in ("email", "phone"):
        merged[name] = SCHEMES.sub("", merged.get(name, ""))
    merged["website"] = _absolute(merged["website"]) or _site(document.url)
    return {name: value for name, value in merged.items() if value}


def _metas(page: Page) -> dict[str, str]:
    found = {
        field: next((page.metas[name] for name in names if name in page.metas), "")
        for field, names in METAS.items()
    }
    return {field: value for field, value in found.items() if value}


def _links(page: Page) -> dict[str, str]:
    """The first of each kind: `mailto:`, `tel:` and a page of a company at LinkedIn."""
    found: dict[str, str] = {}
    for link in page.links:
        scheme, _, rest = link.partition(":")
        if scheme.lower() in ("mailto", "tel"):
            field = "email" if scheme.lower() == "mailto" else "phone"
            found.setdefault(field, unquote(rest.partition("?")[0]))
        elif re.match(r"(https?:)?//([a-z]+\.)?linkedin\.com/(company|school|showcase)/", link):
            found.setdefault("linkedin_url", link)
    return found


def _name_in(title: str, url: str) -> str:
    """Of "Home | Acme Travel" the part that the address says as well; else the whole title."""
    host = one_word((urlsplit(url).hostname or "").removeprefix("www.").partition(".")[0])
    parts = [part for part in BETWEEN.split(title.strip()) if part]
    matching = [part for part in parts if one_word(part) and _alike(one_word(part), host)]
    return matching[0] if matching else (parts[0] if len(parts) == 1 else title)


def _alike(a: str, b: str) -> bool:
    return a in b or b in a


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _absolute(url: str) -> str | None:
    return url if re.match(r"https?://", url) else None


def _clean(text: str) -> str:
    """Without tags and character references, in one line: descriptions hold both."""
    return " ".join(TAGS.sub(" ", unescape(text)).split())
