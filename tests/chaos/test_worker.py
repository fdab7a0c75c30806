"""The worker process by itself: how it ends, and what it outlives."""

import json
import signal
import time
import urllib.error
import urllib.request

import psutil
import pytest

from app.core.db import db
from app.core.requests import commit
from app.outbox import Message, post
from app.outbox.models import DONE
from tests.chaos.monkey import children, kill
from tests.chaos.waiting import wait_until


def mail(site, number: int = 1) -> int:
    """Any message that becomes a mail."""
    with site.app.app_context():
        facts = {"id": number, "kind": "test", "error": "none"}
        message_id = post("operator.mail", {"template": "outbox/failed", "context": facts})
        commit()
        return message_id


def state_of(site, message_id: int) -> str:
    with site.app.app_context():
        return db.session.get_one(Message, message_id).state


def ready(site) -> dict:
    try:
        with urllib.request.urlopen(f"{site.url}/health/ready", timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def pids(site) -> list[int]:
    return [child.pid for child in children(site.processes["worker"].pid)]


def test_a_mail_goes_out_within_a_second_or_two(site, peer):
    wait_until(lambda: ready(site)["status"] == "ok", 10)
    begun = time.monotonic()
    message_id = mail(site)
    wait_until(lambda: state_of(site, message_id) == DONE, 5)
    assert time.monotonic() - begun < 2
    assert sum(peer.arrived.values()) == 1


@pytest.mark.parametrize("whom", ["worker alone", "every process"])
def test_sigterm_lets_the_job_finish(site, peer, whom):
    """A platform sends it to every process of the dyno, a supervisor to the worker alone."""
    peer.seconds = 3
    worker = site.processes["worker"]
    message_id = mail(site)
    wait_until(lambda: peer.arrived, 10)
    told = [*children(worker.pid), worker] if whom == "every process" else [worker]
    for process in told:
        process.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0
    assert state_of(site, message_id) == DONE
    assert peer.repeats == 0


def test_sigterm_ends_an_idle_worker_and_its_sweep_at_once(site):
    wait_until(lambda: ready(site)["checks"]["worker"] == "ok", 10)
    worker = site.processes["worker"]
    [sweep] = children(worker.pid)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(5) == 0
    assert not sweep.is_running()


def test_a_dead_sweep_is_replaced(site):
    wait_until(lambda: ready(site)["checks"]["worker"] == "ok", 10)
    [dead] = children(site.processes["worker"].pid)
    kill(dead)
    wait_until(lambda: (found := pids(site)) and dead.pid not in found, 20)
    assert len(pids(site)) == 1


def test_nothing_else_runs_in_a_process_that_forks(site):
    """A thread could hold a lock in the moment of the fork, and the child would wait for it."""
    wait_until(lambda: ready(site)["checks"]["worker"] == "ok", 10)
    assert psutil.Process(site.processes["worker"].pid).num_threads() == 1


def test_a_worker_that_is_killed_takes_its_sweep_along(site):
    wait_until(lambda: ready(site)["checks"]["worker"] == "ok", 10)
    [sweep] = children(site.processes["worker"].pid)
    kill(site.processes["worker"])
    wait_until(lambda: not sweep.is_running(), 5)


def test_it_waits_for_redis_and_registers_again(site, valkey, peer):
    wait_until(lambda: ready(site)["checks"]["worker"] == "ok", 10)
    worker = site.processes["worker"]
    valkey.stop()
    message_id = mail(site)
    time.sleep(3)
    assert worker.poll() is None
    assert ready(site)["status"] == "degraded"
    valkey.start()
    wait_until(lambda: state_of(site, message_id) == DONE, 20)
    wait_until(lambda: ready(site)["status"] == "ok", 20)
    assert peer.repeats == 0


def test_after_a_flush_it_is_known_again(site, valkey):
    wait_until(lambda: ready(site)["checks"]["worker"] == "ok", 10)
    valkey._client().flushall()
    assert ready(site)["checks"]["worker"] == "No worker is running"
    wait_until(lambda: ready(site)["checks"]["worker"] == "ok", 20)


def test_it_outlives_postgresql(site, postgres, peer):
    worker = site.processes["worker"]
    postgres.stop()
    time.sleep(3)
    assert ready(site)["status"] == "unavailable"
    assert worker.poll() is None
    postgres.start()
    message_id = mail(site)
    wait_until(lambda: state_of(site, message_id) == DONE, 20)
    wait_until(lambda: ready(site)["status"] == "ok", 20)
