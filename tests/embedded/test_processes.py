"""The supervisor of bin/run."""

import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

from embedded import processes, run
from embedded.checkout import EmbeddedError

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True);"
    "time.sleep(60)",
]
FAIL = [sys.executable, "-c", "import time; time.sleep(0.5); raise SystemExit(3)"]
SUPERVISOR = f"""
import os
from embedded.processes import run_all, stop_on_signals
stop_on_signals()
run_all({{"one": {SLEEP!r}, "two": {SLEEP!r}}}, os.environ, lambda: None)
"""


def test_one_that_ends_ends_the_others(capsys):
    assert processes.run_all({"web": SLEEP, "worker": FAIL}, os.environ, lambda: None) == 3
    output = capsys.readouterr().out
    assert "   web | up" in output
    assert "worker ended with status 3" in output
    assert children() == []


def test_one_that_does_not_listen_is_killed(monkeypatch):
    monkeypatch.setattr(processes, "GRACE_SECONDS", 0.2)
    assert processes.run_all({"web": STUBBORN, "worker": FAIL}, os.environ, lambda: None) == 3
    assert children() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all(number):
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR], stdout=subprocess.PIPE, text=True, bufsize=1
    )
    for _ in range(2):
        assert supervisor.stdout.readline().endswith("| up\n")
    supervised = psutil.Process(supervisor.pid).children(recursive=True)
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 128 + number
    assert psutil.wait_procs(supervised, timeout=5)[1] == []
    supervisor.stdout.close()


def test_a_busy_port_names_the_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(EmbeddedError, match=f"PORT={port + 1} bin/run"):
            run._refuse_busy(port)


@pytest.mark.parametrize("text", ["x", "0", "65536", "-1", "5000.5"])
def test_a_port_that_is_none(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(EmbeddedError, match="between 1 and 65535"):
        run._port()


def children() -> list[psutil.Process]:
    time.sleep(0.1)
    found = psutil.Process().children(recursive=True)
    return [child for child in found if child.status() != psutil.STATUS_ZOMBIE]
