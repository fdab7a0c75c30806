"""schema.org's Organization and its many kinds, in JSON-LD."""

import json
from collections.abc import Iterator
from typing import Any

MOST_NODES = 2000
ENDINGS = (
    "organization", "business", "corporation", "agency", "company", "ngo", "airline", "hotel",
    "store", "restaurant", "service", "consortium", "cooperative", "institution", "school",
    "college", "university", "resort", "motel", "hostel", "dealer", "attorney", "notary", "ltd",
)  # fmt: skip
ADDRESS = {
    "street": "streetAddress",
    "city": "addressLocality",
    "region": "addressRegion",
    "postal_code": "postalCode",
    "country": "addressCountry",
}


def facts_of(blocks: list[str]) -> dict[str, str]:
    """What the organisation with the most to say is told to be, by the names of our fields."""
    nodes = [node for block in blocks for node in _nodes(_loaded(block))]
    found = [_facts(node) for node in nodes if _is_organisation(node)]
    return max(found, key=len, default={})


def flat_facts(properties: dict[str, str]) -> dict[str, str]:
    """The same of microdata, where the parts of the address stand among the rest."""
    return _facts({**properties, "address": properties}) if properties else {}


def _loaded(block: str) -> Any:
    """Broken JSON and JSON nested without end say nothing."""
    try:
        return json.loads(block.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in it, the outer ones first."""
    waiting, seen = [value], 0
    while waiting and seen < MOST_NODES:
        current, seen = waiting.pop(0), seen + 1
        if isinstance(current, dict):
            yield current
            waiting.extend(current.values())
        elif isinstance(current, list):
            waiting.extend(current[:MOST_NODES])


def _is_organisation(node: dict[str, Any]) -> bool:
    return any(kind.lower().endswith(ENDINGS) for kind in _texts(node.get("@type")))


def _facts(node: dict[str, Any]) -> dict[str, str]:
    contact = _first(node.get("contactPoint"))
    contact = contact if isinstance(contact, dict) else {}
    pages = [*_texts(node.get("sameAs")), *_texts(node.get("url"))]
    facts = {
        "name": _text(node.get("name")) or _text(node.get("legalName")),
        "description": _text(node.get("description")),
        "email": _text(node.get("email")) or _text(contact.get("email")),
        "phone": _text(node.get("telephone")) or _text(contact.get("telephone")),
        "website": _text(node.get("url")),
        "linkedin_url": next((page for page in pages if "linkedin.com/" in page), ""),
        **_address(_first(node.get("address"))),
    }
    return {name: value for name, value in facts.items() if value}


def _address(address: Any) -> dict[str, str]:
    if not isinstance(address, dict):
        return {}
    country = _first(address.get("addressCountry"))
    named = country.get("name") if isinstance(country, dict) else country
    parts = {ours: _text(address.get(theirs)) for ours, theirs in ADDRESS.items()}
    return {**parts, "country": _text(named)}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _text(value: Any) -> str:
    first = _first(value)
    if isinstance(first, dict):
        first = first.get("@value") or first.get("name") or first.get("@id")
    return str(first) if isinstance(first, str | int) and not isinstance(first, bool) else ""


def _texts(value: Any) -> list[str]:
    several = value if isinstance(value, list) else [value]
    return [text for text in map(_text, several) if text]
