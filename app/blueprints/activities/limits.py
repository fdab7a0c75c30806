"""How often calendar apps may read a feed, and how often somebody may guess its address."""

from flask import request

from app.core import throttle

READS = throttle.limit("60 per hour", "calendar")
MISSES = throttle.limit("20 per 5 minutes", "calendar-miss")


def may_read(token_hash: str) -> bool:
    return READS.count(token_hash)


def may_miss() -> bool:
    """Readers of many agencies share the addresses of a few calendar services: those whose feed is
    there are not held up by the others."""
    return MISSES.count(request.remote_addr or "unknown")
