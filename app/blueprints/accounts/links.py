"""Further pages about oneself, offered by the domains above: buttons of the profile."""

from typing import NamedTuple


class Link(NamedTuple):
    label: str
    url: str
    icon: str


LINKS: list[Link] = []


def offer(label: str, url: str, icon: str) -> None:
    link = Link(label, url, icon)
    if link not in LINKS:
        LINKS.append(link)
