"""Where this checkout keeps its state, and whom its servers run as."""

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

CHECKOUT = Path(__file__).resolve().parent.parent
VAR = CHECKOUT / "var"


class EmbeddedError(Exception):
    """One line for the person at the terminal: what went wrong and the way out."""


def server_account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root, so root's servers run as nobody. None: as ourselves."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def server_user() -> dict[str, Any]:
    """The arguments of subprocess that make a server run as its account."""
    account = server_account()
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def state_dir(path: Path) -> Path:
    """A private directory of the servers' account, which can reach it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = server_account()
    if account:
        open_the_way(path)
        os.chown(path, account.pw_uid, account.pw_gid)
    elif path.stat().st_uid != os.geteuid():
        owner = path.stat().st_uid
        raise EmbeddedError(
            f"{path} belongs to user {owner}. Use that user (or root), or remove it."
        )
    path.chmod(0o700)
    return path


def open_the_way(path: Path) -> None:
    """Root only: let the servers' account pass through (not list) the directories above `path`."""
    for parent in path.resolve().parents:
        mode = stat.S_IMODE(parent.stat().st_mode)
        if not mode & stat.S_IXOTH:
            print(
                f"Letting PostgreSQL, which refuses to run as root, pass through {parent} (chmod o+x)"
            )
            parent.chmod(mode | stat.S_IXOTH)


def socket_dir(state: Path) -> Path:
    """Where the server of `state` has its socket: short, as such paths end at about 100 characters."""
    key = hashlib.sha256(str(state.resolve()).encode()).hexdigest()[:12]
    return Path(f"/tmp/travault-{os.geteuid()}-{key}")  # noqa: S108 (make_socket_dir checks it)


def make_socket_dir(state: Path) -> None:
    path = socket_dir(state)
    path.mkdir(mode=0o700, exist_ok=True)
    account = server_account()
    owners = {os.geteuid(), account.pw_uid} if account else {os.geteuid()}
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners:
        raise EmbeddedError(f"{path} is somebody else's. Remove it and try again.")
    state_dir(path)


def remove_socket_dir(state: Path) -> None:
    if socket_dir(state).exists():
        shutil.rmtree(socket_dir(state))


@contextmanager
def locked(name: str) -> Iterator[IO[str]]:
    """Hold the lock file `name` alone; it is freed even when this process is killed."""
    with open_lock(name) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def open_lock(name: str) -> IO[str]:
    folder = VAR / "embedded"
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / name).open("a")
