"""The worker: RQ carries out messages of the outbox, and a child process sweeps for forgotten ones."""

import os
import signal
import sys
import time

from rq.worker import HerokuWorker

from app import create_app
from app.core import redis
from app.core.db import db
from app.outbox import queue, sweep


class Worker(HerokuWorker):
    """Picks up what a killed worker left within a minute (RQ's own default is over seven), and
    lets a running job finish within the time a dyno gets after SIGTERM."""

    imminent_shutdown_delay = 20


def main() -> None:
    app = create_app()
    settings = app.extensions["settings"]
    sweeper = fork_sweep(app, settings.sweep_seconds)
    connection = wait_for_redis(settings.redis_url)
    worker = Worker(
        [queue.rq_queue(connection)],
        connection=connection,
        serializer=queue.JSONSerializer,
        worker_ttl=45,
        job_monitoring_interval=3,
        maintenance_interval=8,
    )
    with app.app_context():
        db.engine.dispose()
        worker.work(logging_level="WARNING")
    os.kill(sweeper, signal.SIGTERM)
    os.waitpid(sweeper, 0)


def fork_sweep(app, seconds: int) -> int:
    """The sweep in a process of its own that shares this one's memory and ends with it."""
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    wanted = [True]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: wanted.clear())
    sweep.run_for_ever(app, seconds, lambda: bool(wanted) and os.getppid() == parent)
    os._exit(0)


def wait_for_redis(url: str):
    """RQ needs Redis to start; the sweep does not, so the process stays and waits."""
    from redis.exceptions import RedisError

    connection = redis.connect(url, None)
    while True:
        try:
            connection.ping()
            return connection
        except RedisError as error:
            print(f"worker waits for Redis: {type(error).__name__}", file=sys.stderr, flush=True)
            time.sleep(2)


if __name__ == "__main__":
    main()
