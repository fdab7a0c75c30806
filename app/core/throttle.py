"""Counts tries outside the database, so that the count survives a request that is rolled back.
In Redis; in this process's memory while Redis is away.

    SIGN_INS = throttle.limit("5 per 5 minutes", "sign-in")
    SIGN_INS.has_room(address)    before, without counting
    SIGN_INS.count(address)       counts one, False when there was no room
"""

from dataclasses import dataclass
from typing import Any

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from app.extensions import limiter

_fallback = MovingWindowRateLimiter(MemoryStorage())


@dataclass(frozen=True)
class Limit:
    item: RateLimitItem
    name: str

    def has_room(self, *key: str) -> bool:
        return _ask("test", self.item, self.name, *key)

    def count(self, *key: str) -> bool:
        return _ask("hit", self.item, self.name, *key)

    def forget(self, *key: str) -> None:
        _ask("clear", self.item, self.name, *key)


def limit(rate: str, name: str) -> Limit:
    return Limit(parse(rate), name)


def _ask(question: str, item: RateLimitItem, *key: str) -> Any:
    try:
        return getattr(limiter.limiter, question)(item, *key)
    except RedisError:
        return getattr(_fallback, question)(item, *key)
