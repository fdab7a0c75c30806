"""What a company's header offers to do. A domain above the Vault adds its own buttons:

    header.offer("activities/companies/_log.html", order=10)

The template gets `company` and renders buttons, links or menus for the line of actions, and what it
asks for, by a scalar subquery, so that one query answers it together with the counts of the tabs:

    header.ask("is_watched", is_watched)
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ScalarSelect

from app.blueprints.crm.companies.models import Company

Question = Callable[[Company], ScalarSelect[Any]]

_offers: dict[str, int] = {}
_questions: dict[str, Question] = {}


def offer(template: str, *, order: int) -> None:
    _offers[template] = order


def templates() -> list[str]:
    return sorted(_offers, key=_offers.__getitem__)


def ask(key: str, question: Question) -> None:
    _questions[key] = question


def questions() -> dict[str, Question]:
    return dict(_questions)
