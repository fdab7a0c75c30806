"""The connection to Redis or Valkey. It carries work and counts tries; it is never the only place
where something is kept, so nothing waits long for it."""

from functools import lru_cache
from urllib.parse import urlsplit

from flask import current_app
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

HOSTED_WITH_OWN_CERTIFICATES = (".compute-1.amazonaws.com", ".compute.amazonaws.com")


def connection() -> Redis:
    return connect(current_app.extensions["settings"].redis_url)


@lru_cache(maxsize=4)
def connect(url: str, timeout: float | None = 0.5) -> Redis:
    """A client that fails at once instead of retrying. Heroku's `rediss://` hosts present a chain
    of their own making, so for these hosts alone the certificate is not verified."""
    options: dict[str, object] = {}
    host = urlsplit(url).hostname or ""
    if url.startswith("rediss://") and host.endswith(HOSTED_WITH_OWN_CERTIFICATES):
        options["ssl_cert_reqs"] = "none"
    return Redis.from_url(
        url,
        socket_connect_timeout=0.3,
        socket_timeout=timeout,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=30,
        **options,
    )
