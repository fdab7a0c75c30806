"""The worker process: RQ carries out messages one by one, each in a process of its own (a "horse"),
and a child sweeps for forgotten ones. Neither a lost Redis nor a dead child ends it."""

import gc
import logging
import os
import signal
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from redis import Redis
from redis.exceptions import RedisError
from rq import Worker as RqWorker
from rq.exceptions import StopRequested

from app.core import redis
from app.core.db import db
from app.outbox import queue, sweep

SHUTDOWN_SECONDS = 20
STUCK_SECONDS = 120
log = logging.getLogger(__name__)


class ShuttingDown(Exception):
    """The platform is about to end this process: the message goes back for another try."""


class Worker(RqWorker):
    """Picks up what a killed worker left within a minute (RQ's own default is over seven), and lets
    a running job finish within the time a dyno gets after SIGTERM."""

    max_connection_wait_time = 5.0
    is_stopping = False

    def __init__(self, connection: Redis, on_beat: Callable[[], None]):
        super().__init__(
            [queue.rq_queue(connection)],
            connection=connection,
            serializer=queue.JSONSerializer,
            worker_ttl=25,
            job_monitoring_interval=3,
            maintenance_interval=8,
        )
        self.on_beat = on_beat

    def heartbeat(self, timeout: int | None = None, pipeline: Any = None) -> None:
        if not self.is_stopping and not self.is_horse:
            self.on_beat()
            if not self.connection.hexists(self.key, "birth"):
                self._register_again()
        super().heartbeat(timeout, pipeline)

    def subscribe(self) -> None:
        """Commands by pub/sub are not used; their thread could hold a lock while this process forks."""

    def request_stop(self, signum: int, frame: Any) -> None:
        self.is_stopping = True
        super().request_stop(signum, frame)

    def handle_warm_shutdown_request(self) -> None:
        if self.horse_pid:
            os.kill(self.horse_pid, signal.SIGUSR1)

    def setup_work_horse_signals(self) -> None:
        """A platform that stops sends SIGTERM to every process; the horse hears it from the worker."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGUSR1, _end_soon)

    def _register_again(self) -> None:
        """Redis was emptied, or is a new one."""
        self.connection.delete(self.key)
        self.register_birth()


class Sweeper:
    """The sweep in a child that shares this process's memory, ends with it and is replaced if it dies."""

    def __init__(self, app: Flask):
        self.app = app
        self.pid = 0

    def keep_alive(self) -> None:
        if self.pid and os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            return
        if self.pid:
            log.error("the sweep died and is started again")
        parent = os.getpid()
        self.pid = os.fork()
        if not self.pid:
            _sweep_until_told(self.app, parent)

    def stop(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGTERM)
            os.waitpid(self.pid, 0)


def run(app: Flask) -> None:
    """Works until SIGTERM or SIGINT."""
    gc.collect()
    gc.freeze()  # nothing imported is ever freed: the children share it instead of copying it
    url = app.extensions["settings"].redis_url
    sweeper = Sweeper(app)
    gc.collect()
    gc.freeze()  # what is imported stays memory that sweep and horses share
    with app.app_context():
        db.engine.dispose()
        try:
            while not _work(url, sweeper.keep_alive):
                time.sleep(1)
        except StopRequested:
            log.info("stopped")
        finally:
            sweeper.stop()


def _work(url: str, on_beat: Callable[[], None]) -> bool:
    """Works until told to stop (True) or until Redis is lost (False)."""
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)
    on_beat()
    try:
        connection = redis.connect(url, None)
        connection.ping()
        worker = Worker(connection, on_beat)
        try:
            worker.work(logging_level="WARNING")
        finally:
            is_stopping = worker.is_stopping
    except RedisError as error:
        log.warning("the worker waits for Redis: %s", type(error).__name__)
        return False
    return is_stopping


def _sweep_until_told(app: Flask, parent: int) -> None:
    """Never returns: whatever happens, this child must not go on as a second worker."""
    wanted = [True]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: wanted.clear())
    signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def is_wanted() -> bool:
        signal.alarm(STUCK_SECONDS)  # asked every second; a sweep that hangs ends, and is replaced
        return bool(wanted) and os.getppid() == parent

    try:
        sweep.run_for_ever(app, app.extensions["settings"].sweep_seconds, is_wanted)
        os._exit(0)
    except BaseException:
        log.exception("the sweep failed")
    finally:
        os._exit(1)


def _leave(signum: int, frame: Any) -> None:
    raise SystemExit(0)


def _end_soon(signum: int, frame: Any) -> None:
    signal.signal(signal.SIGALRM, _end_now)
    signal.alarm(SHUTDOWN_SECONDS)


def _end_now(signum: int, frame: Any) -> None:
    raise ShuttingDown
