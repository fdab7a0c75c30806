"""What else the profile shows. A domain above adds its own:

    cards.offer("activities/feeds/_profile.html", feed_of, order=10)

The template gets as `record` what the function found for the visitor.
"""

from collections.abc import Callable
from typing import Any

from app.blueprints.accounts.models import User

Find = Callable[[User], Any]

_offers: dict[str, tuple[int, Find]] = {}


def offer(template: str, find: Find, *, order: int) -> None:
    _offers[template] = (order, find)


def of(user: User) -> list[tuple[str, Any]]:
    """(template, record) for each card, in order."""
    ordered = sorted(_offers.items(), key=lambda item: item[1][0])
    return [(template, find(user)) for template, (_, find) in ordered]
