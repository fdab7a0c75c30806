"""What the directory is searched by: words without case, accents and punctuation.

`stored` is PostgreSQL's expression for a supplier, `typed` cleans what is looked for in the same way.
Each text is kept twice, with its punctuation as spaces and without it, so that "O'Hare" is found by
"o'hare", "ohare" and "hare".
"""

import re
import unicodedata

MARKS = "\u0300-\u036f"
PUNCTUATION = r"!-/:-@\[-`{-~¡-¿‐-⁯"
MOST_WORDS = 8
_marks = re.compile(f"[{MARKS}]")
_punctuation = re.compile(f"[{PUNCTUATION}]+")


def typed(text: str) -> list[str]:
    """The words that somebody looks for, cleaned."""
    plain = _marks.sub("", unicodedata.normalize("NFKD", text.lower()))
    return _punctuation.sub(" ", plain).split()[:MOST_WORDS]


def stored(*columns: str) -> str:
    """An immutable expression over columns of text and of JSON lists."""
    joined = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
    plain = f"regexp_replace(normalize(lower({joined}), NFKD), '[{MARKS}]', '', 'g')"
    spaced, squeezed = (
        f"regexp_replace({plain}, '[{PUNCTUATION}]+', '{by}', 'g')" for by in (" ", "")
    )
    return f"{spaced} || ' ' || {squeezed}"
