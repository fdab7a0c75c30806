"""Words that look like the ones typed, where PostgreSQL has the extension pg_trgm."""

from flask import current_app
from sqlalchemy import ARRAY, Text, cast, func, literal_column, select, text

from app.blueprints.search.words import Typed
from app.core.db import db

SHORTEST = 4
SPELLINGS = 4
HAS_TRIGRAMS = text("select exists (select from pg_extension where extname = 'pg_trgm')")


def are_forgiven() -> bool:
    """Asked of the database once per process."""
    known = current_app.extensions
    if "search_typos" not in known:
        known["search_typos"] = bool(db.session.scalar(HAS_TRIGRAMS))
    return known["search_typos"]


def corrected(typed: Typed) -> Typed | None:
    """What may have been meant; nothing when no name has words like these."""
    words = [word for word in typed.words if len(word) >= SHORTEST and not _has_digit(word)]
    if not words or not are_forgiven():
        return None
    word = func.unnest(cast(words, ARRAY(Text))).column_valued("word")
    spellings = select(func.search_like(literal_column("word"), SPELLINGS)).scalar_subquery()
    query = select(word, func.array(spellings))
    like = {typed: found for typed, found in db.session.execute(query) if found}
    return typed.instead(like) if like else None


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
