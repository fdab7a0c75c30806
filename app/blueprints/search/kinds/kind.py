"""What a kind of record is called and how one that was found is shown. A kind is added by a file
beside this one, and by a migration that keeps its entries (`core/searched.py`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select


@dataclass(frozen=True)
class Kind:
    """`rows` selects, under row-level security, the columns id, title, detail, body and at, within;
    `table` is where they are from. `url` makes the address of what was found from such a row."""

    key: str
    label: str
    icon: str
    table: str
    rows: Select[Any]
    url: Callable[[Any], str]
