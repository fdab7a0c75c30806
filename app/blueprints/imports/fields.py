"""What a column of the file can become: how its cells are cleaned and what they are refused for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.core.choices import Choices
from app.core.forms import CONTROL, LINE_CONTROL
from app.core.reach import normal_email, normal_phone, normal_url

Values = dict[str, Any]
FORMULA = re.compile(r"^'(?=\s*[=+\-@])")
NOT_A_WORD = re.compile(r"[\W_]+")
SEVERAL = re.compile(r"[;|\n]")
YES = {"yes", "y", "true", "1", "x", "on"}
NO = {"no", "n", "false", "0", "off"}
SHOWN = 60


@dataclass(frozen=True)
class Field:
    """`clean` turns a cell into a value and raises ValueError with what is wrong with it; it also
    sees the values of the fields before it. A field with `choices` takes a key of that list, for
    which `guess` may know other words. A field that `spreads` gives several values at once."""

    key: str
    label: str
    headings: tuple[str, ...] = ()
    clean: Callable[[str, Values], Any] = lambda text, values: text
    choices: Callable[[], Choices] | None = None
    guess: Callable[[str], str | None] = lambda text: None
    empty: str = "Leave empty"
    spreads: tuple[str, ...] = ()


def one_line(most: int, joined_by: str = " ") -> Callable[[str, Values], str]:
    def clean(text: str, values: Values) -> str:
        line = joined_by.join(part.strip() for part in text.splitlines() if part.strip())
        return _limited(line, most, LINE_CONTROL)

    return clean


def long_text(most: int) -> Callable[[str, Values], str]:
    return lambda text, values: _limited("\n".join(text.splitlines()), most, CONTROL)


def email(text: str, values: Values) -> str:
    try:
        return _limited(normal_email(text), 254, LINE_CONTROL)
    except ValueError:
        raise ValueError(f"{quoted(text)} is not an e-mail address") from None


def phone(text: str, values: Values) -> str:
    try:
        return normal_phone(text, values.get("country") or "GB")
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a phone number") from None


def url(text: str, values: Values) -> str:
    try:
        return _limited(normal_url(text), 500, LINE_CONTROL)
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a web address") from None


def yes_or_no(text: str, values: Values) -> bool:
    word = one_word(text)
    if word in YES or word in NO:
        return word in YES
    raise ValueError(f"{quoted(text)} is neither yes nor no")


def several(read: Callable[[str, Values], str], most: int = 10) -> Callable[[str, Values], list]:
    """A cell with several entries, on lines of their own or with ; or | between them."""

    def clean(text: str, values: Values) -> list[str]:
        entries = [part.strip() for part in SEVERAL.split(text) if part.strip()]
        if len(entries) > most:
            raise ValueError(f"use at most {most} entries")
        return list(dict.fromkeys(read(entry, values) for entry in entries))

    return clean


def plain(cell: str) -> str:
    """The cell's text as it was before a spreadsheet or an export made a formula harmless."""
    return FORMULA.sub("", cell.strip()).strip()


def one_word(text: str) -> str:
    """What headings and labels are compared by: "Zip/Postal Code" and "zip_postal_code" are one."""
    return NOT_A_WORD.sub("", text.casefold())


def quoted(text: str) -> str:
    short = " ".join(text.split())
    return f"“{short[:SHOWN]}…”" if len(short) > SHOWN else f"“{short}”"


def _limited(text: str, most: int, refused: re.Pattern[str]) -> str:
    if len(text) > most:
        raise ValueError(f"use at most {most:,} characters, not {len(text):,}")
    if refused.search(text):
        raise ValueError("remove characters that cannot be printed")
    return text
