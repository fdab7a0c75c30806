"""The lists that views are saved of. The domain of a list offers it:

    lists.offer("companies", "companies", "/companies", LISTING)

and shows the menu above it, and again in an `<hx-partial>` whenever its filters change, with `page` and
`view`, the name of the view that is open, in the context (`crm/companies/_tools.html` is an example):

    {% set views_key = "companies" %}{% include "views/_menu.html" %}
"""

from dataclasses import dataclass

from app.core.lists import Listing


@dataclass(frozen=True)
class Offer:
    key: str
    label: str
    path: str
    listing: Listing


OFFERS: dict[str, Offer] = {}


def offer(key: str, label: str, path: str, listing: Listing) -> None:
    """`label` is what is listed, in the plural; `path` the address of the list."""
    OFFERS[key] = Offer(key, label, path, listing)
