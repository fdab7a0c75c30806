"""What the search keeps about a contact: the words of the name, for whoever mistypes one."""

from collections.abc import Collection

from app.blueprints.crm.contacts.holdings import Holding, Mention
from app.blueprints.crm.contacts.models import Contact
from app.outbox import post

FORGET = "search.forget_words"


def _move(former: Contact, kept: Contact) -> None:
    """Entries follow the records by themselves."""


def _forget(contact: Contact) -> None:
    """Once the name is gone: the worker looks at the words of all names."""
    post(FORGET, {}, dedupe_key=f"{FORGET}:{contact.id}")


def _mentions(contact: Contact, words: Collection[str]) -> list[Mention]:
    return []


HOLDING = Holding(_move, _forget, _mentions)
