"""RQ carries message ids to the workers, and nothing else: losing all of Redis loses nothing."""

import logging

from flask import Flask, current_app
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from app.core import redis

QUEUE = "travault"
MARGIN_SECONDS = 15
log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.extensions["enqueue"] = _enqueue_in_redis


def enqueue(message_id: int) -> None:
    """Tells a worker about a committed row. With Redis away it stays for the sweep."""
    current_app.extensions["enqueue"](message_id)


def rq_queue(connection: object) -> Queue:
    return Queue(QUEUE, connection=connection, serializer=JSONSerializer)  # type: ignore[arg-type]


def _enqueue_in_redis(message_id: int) -> None:
    settings = current_app.extensions["settings"]
    if not settings.redis_url:
        return
    try:
        rq_queue(redis.connection()).enqueue(
            "app.outbox.jobs.deliver",
            message_id,
            job_id=f"outbox-{message_id}",
            job_timeout=900,
            result_ttl=0,
            failure_ttl=3600,
        )
    except RedisError as error:
        log.warning("message %s waits for the sweep: %s", message_id, type(error).__name__)
