"""What is typed, as `search_plain` keeps it: words without case, accents and punctuation."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200
MOST_WORDS = 8
LONGEST_WORD = 40
PHONE_DIGITS = 7
MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+")
BETWEEN = re.compile(r"[\0-/:-@\[-`{-¿\u2000-\u206f\u3000-\u303f\ufeff\ud800-\udfff]+")
LETTERS = str.maketrans("øłđıħŧðς", "oldihtdσ") | str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe"})


def plain(text: str) -> str:
    cleaned = MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    return BETWEEN.sub(" ", cleaned.translate(LETTERS)).strip()


@dataclass(frozen=True)
class Typed:
    """`words` may each be several, "harbor|harbour", of which one is enough."""

    text: str
    words: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Typed":
        shown = " ".join(text.replace("\0", "").split())[:LONGEST].strip()
        return cls(shown, tuple(word[:LONGEST_WORD] for word in plain(shown).split()[:MOST_WORDS]))

    @property
    def whole(self) -> str:
        return " ".join(self.words)

    @property
    def number(self) -> int | None:
        digits = self.text.removeprefix("#")
        is_number = digits.isascii() and digits.isdigit() and len(digits) < 10
        return int(digits) if is_number else None

    @property
    def wanted(self) -> list[str]:
        """Telephone numbers are kept from behind: "020 7946 0018" is the end of "+442079460018"."""
        digits = "".join(self.words)
        if not digits.isdigit() or len(digits) < PHONE_DIGITS:
            return list(self.words)
        end = "r" + digits.lstrip("0")[::-1]
        return [f"{end}|{digits}" if len(self.words) == 1 else end]

    def instead(self, words: dict[str, list[str]]) -> "Typed":
        """With other spellings of the words that have some."""
        return Typed(self.text, tuple("|".join([w, *words.get(w, [])]) for w in self.words))


def pieces(text: str, typed: Typed) -> list[tuple[str, bool]]:
    """The text in pieces, and whether each is what was looked for."""
    wanted = [part for word in typed.words for part in word.split("|")]
    found: list[tuple[str, bool]] = []
    end = 0
    for match in re.finditer(r"[^\W_]+", text):
        length = _matching(match[0], wanted)
        if length:
            found += [(text[end : match.start()], False), (match[0][:length], True)]
            end = match.start() + length
    return [piece for piece in [*found, (text[end:], False)] if piece[0]]


def _matching(word: str, wanted: list[str]) -> int:
    """How many letters of the word the longest of the wanted words takes up."""
    cleaned = plain(word)
    hits = [len(w) for w in wanted if cleaned.startswith(w)]
    if not hits:
        return 0
    return next(n for n in range(1, len(word) + 1) if len(plain(word[:n])) >= max(hits))


def around(text: str, typed: Typed, most: int = 140) -> str:
    """The part of a long text where the first of the words stands, or its beginning."""
    text = " ".join(text.split())
    before = 0
    for piece, is_match in pieces(text[:20_000], typed):
        if is_match:
            break
        before += len(piece)
    else:
        before = 0
    start = max(0, before - 40)
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start : start + most]
    return f"{'… ' if start else ''}{cut}{' …' if start + most < len(text) else ''}"
