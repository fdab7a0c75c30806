"""What a company's header offers to do. A domain above the Vault adds its own buttons:

    header.offer("activities/companies/_log.html", order=10)

The template gets `company` and renders buttons, links or menus for the line of actions.
"""

_offers: dict[str, int] = {}


def offer(template: str, *, order: int) -> None:
    _offers[template] = order


def templates() -> list[str]:
    return sorted(_offers, key=_offers.__getitem__)
