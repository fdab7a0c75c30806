"""What domains above the Vault keep about a contact. Each says how it follows when two contacts are
merged and when a person is erased:

    holdings.offer("tickets", Holding(move=…, forget=…, mentions=…))
"""

from collections.abc import Callable, Collection
from typing import NamedTuple

from app.blueprints.crm.contacts.models import Contact

ERASED = "Erased person"


class Mention(NamedTuple):
    """A text that may name a person: what it is, in words that do not, and where it is read."""

    what: str
    url: str


class Holding(NamedTuple):
    """`move(former, kept)` hands over what refers to the former. `forget(contact)` takes away what is
    known of a person; `mentions(contact, words)` finds the texts that people have to check."""

    move: Callable[[Contact, Contact], None]
    forget: Callable[[Contact], None]
    mentions: Callable[[Contact, Collection[str]], list[Mention]]


_offers: dict[str, Holding] = {}


def offer(key: str, holding: Holding) -> None:
    _offers[key] = holding


def move(former: Contact, kept: Contact) -> None:
    for holding in _offers.values():
        holding.move(former, kept)


def forget(contact: Contact) -> None:
    for holding in _offers.values():
        holding.forget(contact)


def mentions(contact: Contact, words: Collection[str]) -> list[Mention]:
    return [found for holding in _offers.values() for found in holding.mentions(contact, words)]
