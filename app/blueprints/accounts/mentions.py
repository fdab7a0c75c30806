"""Colleagues named in a text that people typed: "@Ana Lopez, please call back"."""

from app.blueprints.accounts.models import User
from app.blueprints.accounts.queries import colleagues


def people_in(text: str | None) -> list[User]:
    """The active colleagues whom the text names after an @, whatever the case, in the order they
    stand. Of several names that fit the longest counts; namesakes are all meant. Asks nothing of
    the database for a text without an @."""
    if "@" not in (text or ""):
        return []
    plain, people = " ".join((text or "").split()).casefold(), colleagues()
    found = [user for at in _places(plain) for user in _named(plain[at:], people)]
    return list(dict.fromkeys(found))


def _places(text: str) -> list[int]:
    """Behind each @ that is not in the middle of a word, such as an e-mail address."""
    return [n + 1 for n, c in enumerate(text) if c == "@" and not text[n - 1 : n].isalnum()]


def _named(text: str, people: list[User]) -> list[User]:
    fitting = [user for user in people if _begins(text, user.name.casefold())]
    longest = max((len(user.name) for user in fitting), default=0)
    return [user for user in fitting if len(user.name) == longest]


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()
