"""RQ carries message ids to the workers, and nothing else: losing all of Redis loses nothing."""

import logging

from flask import Flask, current_app
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from app.core import redis

QUEUE = "travault"
JOB = "outbox-"
log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.extensions["enqueue"] = _enqueue_in_redis


def enqueue(message_id: int, seconds: int) -> bool:
    """Tells a worker about a committed row that it may work for so many seconds. With Redis away
    (False) the row stays for the sweep."""
    return current_app.extensions["enqueue"](message_id, seconds)


def waiting() -> set[int] | None:
    """Ids that wait for a worker already, or None with Redis away."""
    try:
        jobs = rq_queue(redis.connection()).job_ids
    except RedisError as error:
        log.warning("all messages wait for Redis: %s", type(error).__name__)
        return None
    return {int(job.removeprefix(JOB)) for job in jobs}


def rq_queue(connection: object) -> Queue:
    return Queue(QUEUE, connection=connection, serializer=JSONSerializer)  # type: ignore[arg-type]


def _enqueue_in_redis(message_id: int, seconds: int) -> bool:
    try:
        rq_queue(redis.connection()).enqueue(
            "app.outbox.jobs.deliver",
            message_id,
            job_id=f"{JOB}{message_id}",
            job_timeout=seconds,
            result_ttl=0,
            failure_ttl=3600,
        )
    except RedisError as error:
        log.warning("message %s waits for the sweep: %s", message_id, type(error).__name__)
        return False
    return True
