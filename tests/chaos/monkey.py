"""Kills a part of the site at random (seeded), every now and then, and starts it again."""

import random
import signal
import sys
import threading
import time
from collections import Counter

import psutil
import redis

HOLD_STILL_SECONDS = 1.5


class Monkey(threading.Thread):
    def __init__(self, site, valkey, seed: int, *, pause: tuple[float, float] = (0.3, 1.2)):
        super().__init__(daemon=True)
        self.site, self.valkey, self.pause = site, valkey, pause
        self.random = random.Random(seed)
        self.done = threading.Event()
        self.deeds: Counter[str] = Counter()
        self.error: BaseException | None = None

    def run(self) -> None:
        mischief = [
            self.kill_web_worker,
            self.kill_web,
            self.kill_worker,
            self.kill_horse,
            self.kill_horse,
            self.kill_horse,
            self.kill_sweep,
            self.kill_valkey,
            self.flush_valkey,
        ]
        try:
            for deed in mischief:
                self._do(deed)
            while not self.done.is_set():
                self._do(self.random.choice(mischief))
        except BaseException as error:
            self.error = error
            raise

    def stop(self) -> None:
        """Ends the mischief with everything running."""
        self.done.set()
        self.join()
        if self.error:
            raise self.error

    def _do(self, deed) -> None:
        if deed():
            self.deeds[deed.__name__] += 1
        self.done.wait(self.random.uniform(*self.pause))

    def kill_web_worker(self) -> bool:
        workers = children(self.site.processes["web"].pid)
        return bool(workers) and kill(self.random.choice(workers))

    def kill_web(self) -> bool:
        master = self.site.processes["web"]
        workers = children(master.pid)
        kill(master)
        for worker in workers:
            kill(worker)
        psutil.wait_procs(workers, timeout=5)
        self._start("web")
        return True

    def kill_worker(self) -> bool:
        """The worker alone: its horse lives on and its sweep has to notice."""
        kill(self.site.processes["worker"])
        self._start("worker")
        return True

    def kill_horse(self) -> bool:
        """Horses live for a moment: wait for one."""
        deadline = time.monotonic() + HOLD_STILL_SECONDS
        while time.monotonic() < deadline:
            horses = children(self.site.processes["worker"].pid)[1:]
            if horses:
                time.sleep(self.random.uniform(0, 0.06))
                return kill(horses[0])
            time.sleep(0.005)
        return False

    def kill_sweep(self) -> bool:
        return any(kill(child) for child in children(self.site.processes["worker"].pid)[:1])

    def kill_valkey(self) -> bool:
        pid = int((self.valkey.state / "pid").read_text())
        psutil.Process(pid).send_signal(signal.SIGKILL)
        time.sleep(self.random.uniform(0, 1.5))
        self.valkey.start()
        return True

    def flush_valkey(self) -> bool:
        redis.Redis(unix_socket_path=str(self.valkey.socket)).flushall()
        return True

    def _start(self, name: str) -> None:
        self.site.processes[name].wait()
        self.site.start(name, *COMMANDS[name])


COMMANDS = {
    "worker": (sys.executable, "worker.py"),
    "web": (sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"),
}


def children(pid: int) -> list[psutil.Process]:
    """Oldest first: of a worker, the sweep and then a horse."""
    try:
        return sorted(psutil.Process(pid).children(), key=lambda child: child.create_time())
    except psutil.NoSuchProcess:
        return []


def kill(process) -> bool:
    try:
        process.send_signal(signal.SIGKILL)
    except (psutil.NoSuchProcess, ProcessLookupError):
        return False
    return True
