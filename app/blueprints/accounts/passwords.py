"""Passwords: Argon2id, two at a time so that sign-ins cannot fill the dyno's memory, and a
strength check that knows common passwords and the person's own names."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 128
CHECKED = 72
WEAK = 2
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_two_at_once = BoundedSemaphore(2)
_unknown = _hasher.hash("no account has this password")


def hashed(password: str) -> str:
    with _two_at_once:
        return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Takes as long for an account that does not exist (None) as for one that does."""
    with _two_at_once:
        try:
            return _hasher.verify(password_hash or _unknown, password) and bool(password_hash)
        except (VerificationError, InvalidHashError):
            return False


def problem(password: str, own_words: list[str]) -> str | None:
    """Why this password is not good enough, in words for the field, or None.
    `own_words` are the person's name, e-mail and agency, which it must not resemble."""
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters"
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters"
    words = [part for word in own_words for part in [word, *word.replace("@", " ").split()] if part]
    if any(len(w) >= 4 and w.casefold() in password.casefold() for w in words):
        return "Do not use your name, e-mail or agency in the password"
    if strength(password, words) <= WEAK - 1:
        return "This password is easy to guess; add another word or two"
    return None


def strength(password: str, own_words: list[str]) -> int:
    """0 (guessed at once) to 4 (very hard to guess)."""
    from zxcvbn import zxcvbn  # its word lists take 12 MB that only registration needs

    return zxcvbn(password[:CHECKED], user_inputs=own_words)["score"]


def strength_words(password: str) -> str:
    """For a password without a `problem`: how good it is."""
    return {2: "Fair: another word makes it strong", 3: "Strong", 4: "Very strong"}.get(
        strength(password, []), "Weak"
    )
