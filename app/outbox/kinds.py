"""Which function does which kind of message."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Handler = Callable[..., None]


@dataclass(frozen=True)
class Kind:
    """`run` gets the payload as keyword arguments and the `message` row. `seconds` is how long it
    may take; `attempts` how often it is tried; `give_up` runs in the end when all tries failed."""

    name: str
    run: Handler
    seconds: int
    attempts: int
    give_up: Handler | None


KINDS: dict[str, Kind] = {}


def handles(
    name: str, *, seconds: int = 60, attempts: int = 10, give_up: Handler | None = None
) -> Callable[[Handler], Handler]:
    def decorate(run: Handler) -> Handler:
        KINDS[name] = Kind(name, run, seconds, attempts, give_up)
        return run

    return decorate


def payload_of(message: Any) -> dict[str, Any]:
    return {**message.payload, "message": message}
