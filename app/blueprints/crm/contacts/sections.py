"""What else a contact's page shows. A domain above the Vault adds its own:

    sections.offer("tickets/contacts/_list.html", tickets_with, order=20)

The template gets `contact` and, as `records`, what the function found for this contact.
"""

from collections.abc import Callable
from typing import Any

from app.blueprints.crm.contacts.models import Contact

Find = Callable[[Contact], Any]

_offers: dict[str, tuple[int, Find]] = {}


def offer(template: str, find: Find, *, order: int) -> None:
    _offers[template] = (order, find)


def of(contact: Contact) -> list[tuple[str, Any]]:
    """(template, records) for each section, in order."""
    ordered = sorted(_offers.items(), key=lambda item: item[1][0])
    return [(template, find(contact)) for template, (_, find) in ordered]
