"""Start, share and stop the servers of this checkout.

They run as long as somebody uses them: the last process to leave `in_use` stops them, unless
they were started to stay with `python -m embedded start`.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from embedded.checkout import VAR, locked, open_lock
from embedded.postgres import DATABASES, Postgres
from embedded.valkey import LOGICAL_DATABASES, Valkey

Server = Postgres | Valkey

STAY = VAR / "embedded" / "stay"
SECRET_KEY = VAR / "secret_key"


def start() -> None:
    """Start the servers to stay until `stop`."""
    with locked("change.lock"):
        for server in (Postgres(), Valkey()):
            server.start()
        STAY.touch()


def stop() -> None:
    with locked("change.lock"):
        _stop()


@contextmanager
def in_use(name: str) -> Iterator[None]:
    """Have the servers that `name` (development or test) needs while the block runs."""
    with open_lock("users.lock") as users:
        with locked("change.lock"):
            fcntl.flock(users, fcntl.LOCK_SH)
            for server in _needed(name):
                server.start()
        try:
            yield
        finally:
            with locked("change.lock"):
                if not STAY.exists() and _is_last(users):
                    _stop()


def environment(name: str) -> dict[str, str]:
    """Settings of the app for `name`. What is set already is kept, but tests never touch
    DATABASE_URL and REDIS_URL: theirs are TEST_DATABASE_URL and TEST_REDIS_URL."""
    database = _given(name, "DATABASE_URL") or Postgres().url(DATABASES[name])
    redis = _given(name, "REDIS_URL") or Valkey().url(LOGICAL_DATABASES[name])
    settings = {
        "TRAVAULT_ENV": name,
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "SECRET_KEY": os.environ.get("SECRET_KEY") or _secret_key(),
    }
    if name == "test":
        settings |= {"TEST_DATABASE_URL": database, "TEST_REDIS_URL": redis}
        settings |= _second_test_process()
    return settings


def _second_test_process() -> dict[str, str]:
    """Tests in two processes need two databases; servers that were given have one."""
    if len(_needed("test")) < 2:
        return {}
    return {
        "TEST_DATABASE_URL_2": Postgres().url(DATABASES["test_2"]),
        "TEST_REDIS_URL_2": Valkey().url(LOGICAL_DATABASES["test_2"]),
    }


def _needed(name: str) -> list[Server]:
    given = [_given(name, variable) for variable in ("DATABASE_URL", "REDIS_URL")]
    servers: list[Server] = [Postgres(), Valkey()]
    return [server for server, url in zip(servers, given, strict=True) if not url]


def _given(name: str, variable: str) -> str:
    return os.environ.get(f"TEST_{variable}" if name == "test" else variable, "")


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stop() -> None:
    STAY.unlink(missing_ok=True)
    for server in (Valkey(), Postgres()):
        server.stop()


def _secret_key() -> str:
    """Made once, so that sessions survive a restart."""
    if not SECRET_KEY.exists():
        SECRET_KEY.parent.mkdir(parents=True, exist_ok=True)
        SECRET_KEY.touch(mode=0o600)
        SECRET_KEY.write_text(secrets.token_urlsafe(48))
    return SECRET_KEY.read_text()
