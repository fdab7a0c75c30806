"""What the worker does for the search."""

from typing import Any

from app.blueprints.search import rebuilding
from app.blueprints.search.holding import FORGET
from app.outbox import handles


@handles(FORGET, seconds=600)
def forget_words(**_: Any) -> None:
    rebuilding.forget_words()
