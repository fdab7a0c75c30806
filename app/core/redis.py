"""The connection to Redis or Valkey. It carries work and counts tries; it is never the only place
where something is kept, so nothing waits long for it."""

from functools import lru_cache

from flask import current_app
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisUnavailable
from redis.retry import Retry

from app.config import redis_options


def connection() -> Redis:
    return connect(current_app.extensions["settings"].redis_url)


@lru_cache(maxsize=4)
def connect(url: str, timeout: float | None = 0.5) -> Redis:
    """A client that fails at once instead of retrying."""
    if not url:
        raise RedisUnavailable("REDIS_URL is not set")
    return Redis.from_url(
        url,
        socket_connect_timeout=0.3,
        socket_timeout=timeout,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=30,
        **redis_options(url),
    )
