"""Run several commands until one of them, or a signal, ends them all."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE_SECONDS = 20


class Stopped(SystemExit):
    """A signal asked this process to stop; leaves every `with` and `finally` in order."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)


def stop_on_signals() -> None:
    def leave(number: int, _frame: FrameType | None) -> None:
        for name in STOP_SIGNALS:  # the way out must not be interrupted
            signal.signal(name, signal.SIG_IGN)
        raise Stopped(number)

    for name in STOP_SIGNALS:
        signal.signal(name, leave)


def run_one(command: list[str], environ: Mapping[str, str]) -> int:
    """Run in the foreground. Ctrl-C reaches the command by itself; a SIGTERM is passed on."""
    child = subprocess.Popen(command, env=dict(environ))
    try:
        return child.wait()
    except Stopped:
        if child.poll() is None:
            child.terminate()
        child.wait()
        raise


def run_all(
    commands: Mapping[str, list[str]], environ: Mapping[str, str], on_start: Callable[[], None]
) -> int:
    """Each command in its own process group, its output prefixed by its name. Returns the status
    of the first that ends; the others are ended then, as on a signal (`stop_on_signals`)."""
    children: dict[str, subprocess.Popen[str]] = {}
    readers = []
    try:
        for name, command in commands.items():
            children[name] = _spawn(command, environ)
            readers.append(threading.Thread(target=_relay, args=(name, children[name])))
            readers[-1].start()
        threading.Thread(target=on_start, daemon=True).start()
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    print(f"{name} ended with status {child.returncode}; stopping the others.")
                    return child.returncode or 1
            time.sleep(0.2)
    finally:
        _end(list(children.values()))
        for reader in readers:
            reader.join()


def _spawn(command: list[str], environ: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        env={**environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )


def _relay(name: str, child: subprocess.Popen[str]) -> None:
    assert child.stdout is not None
    for line in child.stdout:
        sys.stdout.write(f"{name:>6} | {line}")
        sys.stdout.flush()


def _end(children: list[subprocess.Popen[str]]) -> None:
    """Each leader ends its own processes in good order; what is left after a while is killed."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            break
    for child in children:
        _kill_group(child.pid)
        child.wait()


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # all gone (macOS says the latter of zombies)
        return
