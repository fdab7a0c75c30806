"""What bin/run does once the virtual environment is there."""

import argparse
import errno
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping

from embedded.checkout import EmbeddedError
from embedded.processes import run_all, stop_on_signals
from embedded.services import environment, in_use

START_SECONDS = 60


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    port = _port()
    stop_on_signals()
    _refuse_busy(port)
    settings = {
        **environment("development"),
        "PUBLIC_URL": os.environ.get("PUBLIC_URL") or f"http://localhost:{port}",
        "PORT": str(port),
        "HOST": os.environ.get("HOST") or "127.0.0.1",
        "GUNICORN_CMD_ARGS": os.environ.get("GUNICORN_CMD_ARGS") or "--log-level warning",
    }
    if options.reload:
        settings["WEB_RELOAD"] = "1"
    environ = {**os.environ, **settings}
    print("Starting PostgreSQL and Valkey", flush=True)
    with in_use("development"):
        sign_ins = _prepare(environ, demo=not options.empty)
        commands = {
            "web": [sys.executable, "-m", "gunicorn", "wsgi:app"],
            "worker": [sys.executable, "worker.py"],
        }
        print("Starting web, worker and sweep", flush=True)
        return run_all(commands, environ, lambda: _announce(settings["PUBLIC_URL"], port, sign_ins))


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/run", description="Run Travault on this machine. PORT sets the port."
    )
    parser.add_argument("--empty", action="store_true", help="do not load the demo agency")
    parser.add_argument(
        "--reload",
        action="store_true",
        help="restart the web processes when code, templates or styles change",
    )
    return parser.parse_args(arguments)


def _port() -> int:
    text = os.environ.get("PORT") or "5000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise EmbeddedError(f"PORT must be a number between 1 and 65535, not {text!r}.")
    return int(text)


def _refuse_busy(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            reason = (
                "is in use"
                if error.errno == errno.EADDRINUSE
                else f"cannot be used ({error.strerror})"
            )
            raise EmbeddedError(
                f"Port {port} {reason}. Choose another one: PORT={port + 1} bin/run"
            ) from None


def _prepare(environ: Mapping[str, str], *, demo: bool) -> str:
    """Returns what the demo says of its sign-ins."""
    command = [sys.executable, "-m", "embedded.prepare", *([] if demo else ["--empty"])]
    quiet = {**environ, "LOG_LEVEL": "WARNING"}
    done = subprocess.run(command, env=quiet, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise EmbeddedError("The preparation failed, see above.")
    return done.stdout


def _announce(url: str, port: int, sign_ins: str) -> None:
    """Say where the app is, once it answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2):
                break
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    else:
        print(f"The web process does not answer on port {port}, see above.")
        return
    print(f"\n{sign_ins}Travault runs at {url} - Ctrl-C stops it.\n", flush=True)
