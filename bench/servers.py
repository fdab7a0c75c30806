"""PostgreSQL and Valkey of the benchmark's own under var/bench, the site, and the bare views."""

import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from app.core.db import db
from bench import data
from embedded.checkout import CHECKOUT, VAR
from embedded.postgres import Postgres
from embedded.valkey import Valkey

FOLDER = VAR / "bench"
PORT, BARE_PORT = 5871, 5872
START_SECONDS = 30


@dataclass(frozen=True)
class Site:
    processes: dict[str, psutil.Process]
    cold_start_s: float


@contextmanager
def databases() -> Iterator[None]:
    """Own servers, so that nothing that development keeps is touched or measured."""
    postgres, valkey = Postgres(FOLDER / "postgres"), Valkey(FOLDER / "valkey")
    postgres.start()
    valkey.start()
    os.environ.update(
        TRAVAULT_ENV="production",
        DATABASE_URL=os.environ.get("BENCH_DATABASE_URL") or postgres.url("travault"),
        REDIS_URL=valkey.url(),
        SECRET_KEY=secrets.token_urlsafe(48),
        PUBLIC_URL="http://localhost",
        MAIL_SERVER="localhost",
        MAIL_FROM="bench@localhost",
        VAR_DIR=str(FOLDER),
        LOG_LEVEL="INFO",
    )
    try:
        yield
    finally:
        valkey.stop()
        postgres.stop()


def application() -> Flask:
    from app import create_app

    return create_app()


def migrate() -> None:
    upgrade(str(CHECKOUT / "migrations"))


def filled(app: Flask, tickets: int, companies: int) -> int:
    """The measured agency's id. Fills the database unless it holds just this already."""
    with app.app_context():
        migrate()
        mark = f"tickets={tickets} companies={companies} long={data.LONG}"
        found = db.session.scalar(text("select obj_description('public'::regnamespace)"))
        if found != mark:
            print(
                f"Filling ten agencies, the first with {tickets:,} tickets and {companies:,} companies …",
                file=sys.stderr,
            )
            db.session.execute(text('truncate agency, "user", message cascade'))
            db.session.commit()
            data.fill(tickets, companies)
            db.session.execute(text(f"comment on schema public is '{mark}'"))
            db.session.commit()
        return db.session.scalar(text("select min(id) from agency"))


@contextmanager
def site() -> Iterator[Site]:
    """The site and its worker, and the bare views under the same gunicorn settings."""
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    started = {
        "worker": _start("worker", [sys.executable, "worker.py"], 0),
        "bare": _start("bare", [*gunicorn, "bench.bare:app"], BARE_PORT),
    }
    _wait(BARE_PORT, "/bare/")
    before = time.monotonic()
    started["web"] = _start("web", [*gunicorn, "wsgi:app"], PORT)
    try:
        _wait(PORT, "/health")
        yield Site(started, time.monotonic() - before)
    finally:
        for process in started.values():
            process.terminate()
        psutil.wait_procs(started.values(), timeout=30)


@contextmanager
def web() -> Iterator[None]:
    """The site alone."""
    started = _start(
        "web", [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"], PORT
    )
    try:
        _wait(PORT, "/health")
        yield
    finally:
        started.terminate()
        started.wait(timeout=30)


def _start(name: str, command: list[str], port: int) -> psutil.Process:
    environment = {**os.environ, "PORT": str(port), "HOST": "127.0.0.1"}
    with (FOLDER / f"{name}.log").open("wb") as log:
        child = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
    return psutil.Process(child.pid)


def _wait(port: int, path: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=1).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nothing answers on port {port}; see {FOLDER}")
