"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

SAME, REMOVED, ADDED = "same", "removed", "added"
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LARGEST = 1_000_000


class Part(NamedTuple):
    kind: str
    text: str


def word_diff(old: str | None, new: str | None) -> list[Part]:
    """Parts that are the same, removed or added, in order: without the added ones they read as the
    old text, without the removed ones as the new. First by line, then by word within lines that
    changed; where that would take too long, whole lines."""
    lines = _parts((old or "").splitlines(keepends=True), (new or "").splitlines(keepends=True))
    return list(_joined(part for run in lines for part in _by_word(*run)))


def _by_word(before: str, after: str) -> Iterator[Part]:
    if before == after:
        yield Part(SAME, before)
        return
    for removed, added in _parts(WORDS.findall(before), WORDS.findall(after)):
        if removed == added:
            yield Part(SAME, removed)
        else:
            yield Part(REMOVED, removed)
            yield Part(ADDED, added)


def _parts(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(before, after) for each run of items that is the same in both, or differs."""
    if len(before) * len(after) > LARGEST:
        yield "".join(before), "".join(after)
        return
    for _, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        yield "".join(before[i:j]), "".join(after[k:m])


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    for kind, run in groupby((part for part in parts if part.text), key=lambda part: part.kind):
        yield Part(kind, "".join(part.text for part in run))
