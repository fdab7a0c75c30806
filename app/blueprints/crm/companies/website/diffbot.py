"""Diffbot's knowledge of an organisation, asked by its website (Enhance API)."""

from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import HTTPError

from app.core.fetch import Unreadable

SECONDS = 10.0
NO_ANSWER = "Diffbot did not answer. Try again in a minute."


class Diffbot:
    """`base` is the operator's setting and trusted; the visitor's address is a parameter only."""

    def __init__(self, key: str, base: str):
        self.key, self.base = key, base.rstrip("/")
        self.http = urllib3.PoolManager(timeout=urllib3.Timeout(total=SECONDS), retries=False)

    def facts(self, address: str) -> dict[str, str]:
        """Our fields' names → what Diffbot knows; raises Unreadable."""
        asked = urlencode({"type": "Organization", "url": address, "token": self.key})
        try:
            answer = self.http.request("GET", f"{self.base}/kg/v3/enhance?{asked}", redirect=False)
            body = answer.json() if answer.status == 200 else None
        except (HTTPError, ValueError) as error:
            raise Unreadable(NO_ANSWER) from error
        if body is None:
            raise Unreadable(NO_ANSWER)
        entity = _entity(body)
        if not entity:
            raise Unreadable("Diffbot knows no company with that website.")
        return _facts(entity)


def _entity(body: Any) -> dict[str, Any]:
    found = body.get("data") if isinstance(body, dict) else None
    first = found[0] if isinstance(found, list) and found else None
    entity = first.get("entity") if isinstance(first, dict) else None
    return entity if isinstance(entity, dict) else {}


def _facts(entity: dict[str, Any]) -> dict[str, str]:
    place = entity.get("location")
    place = place if isinstance(place, dict) else {}
    facts = {
        "name": entity.get("name"),
        "description": entity.get("description") or entity.get("summary"),
        "website": _with_scheme(entity.get("homepageUri")),
        "linkedin_url": _with_scheme(entity.get("linkedInUri")),
        "email": _in_first(entity.get("emailAddresses"), "contactString"),
        "phone": _in_first(entity.get("phoneNumbers"), "string"),
        "street": place.get("street"),
        "city": _named(place.get("city")),
        "region": _named(place.get("region")),
        "postal_code": place.get("postalCode"),
        "country": _named(place.get("country")),
    }
    return {name: value.strip() for name, value in facts.items() if _is_text(value)}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _with_scheme(uri: Any) -> Any:
    return f"https://{uri}" if _is_text(uri) and "://" not in uri else uri


def _in_first(several: Any, key: str) -> Any:
    first = several[0] if isinstance(several, list) and several else None
    return first.get(key) if isinstance(first, dict) else first


def _named(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else value
