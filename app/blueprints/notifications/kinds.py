"""What one can be told of, offered by the domains that tell it."""

from dataclasses import dataclass

from app.core.choices import Choices

AT_ONCE, DIGEST, OFF = "at_once", "digest", "off"
DELIVERIES = Choices(at_once="By e-mail at once", digest="In the daily e-mail", off="Not by e-mail")


@dataclass(frozen=True)
class Kind:
    """`delivery` is what holds for those who chose nothing."""

    key: str
    label: str
    icon: str
    delivery: str
    order: int


KINDS: dict[str, Kind] = {}


def offer(key: str, label: str, *, icon: str, delivery: str = AT_ONCE, order: int) -> None:
    KINDS[key] = Kind(key, label, icon, delivery, order)


def kinds() -> list[Kind]:
    return sorted(KINDS.values(), key=lambda kind: kind.order)


def icon_of(key: str) -> str:
    return KINDS[key].icon if key in KINDS else "bell"
