"""The site as it runs for real: gunicorn and the worker as processes, on the test database."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
START_SECONDS = 30


class Site:
    """`with Site(tmp_path) as site: browser.goto(site.url)`. Mails show under /dev/mailbox."""

    wsgi = "wsgi:app"

    def __init__(self, folder: Path, **settings: str):
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "TRAVAULT_ENV": "test",
            "SECRET_KEY": "only-for-tests",
            "DATABASE_URL": os.environ["TEST_DATABASE_URL"],
            "REDIS_URL": os.environ["TEST_REDIS_URL"],
            "PUBLIC_URL": self.url,
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "VAR_DIR": str(folder),
            "SWEEP_SECONDS": "1",
            "WEB_CONCURRENCY": "1",
            **settings,
        }
        self.processes: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Site":
        python = sys.executable
        self.start("worker", python, "worker.py")
        self.start("web", python, "-m", "gunicorn", "-c", "gunicorn.conf.py", self.wsgi)
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self.processes):
            self.stop(name)

    def start(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=CHECKOUT, env=self.environment, stdout=log, stderr=log
            )

    def stop(self, name: str) -> None:
        process = self.processes.pop(name)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the site did not start:\n{self.log('web')}\n{self.log('worker')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
