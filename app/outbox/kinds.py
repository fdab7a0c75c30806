"""Which function does which kind of message."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import current_app

ATTEMPTS = 10
MARGIN = timedelta(seconds=5)
Handler = Callable[..., None]


@dataclass(frozen=True)
class Kind:
    """`run` gets the payload as keyword arguments and the `message` row. `seconds` is how long it
    may take (None: OUTBOX_LOCK_SECONDS); `attempts` how often it is tried; `give_up` runs in the
    end when all tries failed, in the transaction that says so."""

    name: str
    run: Handler
    seconds: int | None
    attempts: int
    give_up: Handler | None


KINDS: dict[str, Kind] = {}


def handles(
    name: str,
    *,
    seconds: int | None = None,
    attempts: int = ATTEMPTS,
    give_up: Handler | None = None,
) -> Callable[[Handler], Handler]:
    def decorate(run: Handler) -> Handler:
        KINDS[name] = Kind(name, run, seconds, attempts, give_up)
        return run

    return decorate


def seconds_of(name: str) -> int:
    """How long a message of this kind may take before its work is ended."""
    kind = KINDS.get(name)
    return (kind and kind.seconds) or current_app.extensions["settings"].outbox_lock_seconds


def lock_of(name: str) -> timedelta:
    """How long a worker has the message to itself: a little more than the work may take."""
    return timedelta(seconds=seconds_of(name)) + MARGIN


def payload_of(message: Any) -> dict[str, Any]:
    return {**message.payload, "message": message}
