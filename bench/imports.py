"""An import of 50,000 companies in the worker: rows a second, and the most memory it takes."""

import io
import time
from dataclasses import dataclass

import psutil
from flask import Flask
from sqlalchemy import text

from app.blueprints.accounts.models import User
from app.blueprints.imports import actions
from app.blueprints.imports.guesses import guess_columns
from app.blueprints.imports.kinds import KINDS
from app.blueprints.imports.models import DONE, FAILED, FILL, REJECT, Import
from app.core import tenancy
from app.core.db import db
from app.core.requests import commit
from bench.memory import pss
from bench.servers import Site

ROWS = 50_000
QUICK_ROWS = 5_000
PATIENCE_SECONDS = 300
CLEAN = (
    "delete from company where import_id = :id",
    "delete from import where id = :id",
)
HEADING = (
    "Name,Industry,Street,City,State,Postal Code,Country,Phone,E-mail,Website,Account status\n"
)


@dataclass(frozen=True)
class Figures:
    rows: int
    seconds: float
    rows_per_s: int
    worker_peak_mb: float


def measure(app: Flask, site: Site, *, quick: bool) -> Figures:
    """Into the last agency, which no page of the benchmark shows; removed again afterwards."""
    rows = QUICK_ROWS if quick else ROWS
    with app.app_context():
        agency_id = db.session.scalar(text("select max(id) from agency"))
        with tenancy.entered(agency_id):
            imported = _ready(rows)
            actions.start(imported)
            commit()
            figures = _watch(imported, site.processes["worker"])
            for statement in CLEAN:
                db.session.execute(text(statement), {"id": imported.id})
            commit()
    return figures


def _ready(rows: int) -> Import:
    """Uploaded and matched; duplicates are looked for and filled."""
    user = db.session.scalars(tenancy.scoped(User).where(User.role == "admin").limit(1)).one()
    imported = actions.upload("companies", "bench.csv", io.BytesIO(_file(rows)), by=user)
    columns = guess_columns(imported.headings, KINDS["companies"].fields)
    actions.match_columns(imported, columns, FILL, REJECT)
    if imported.state == "matched":
        actions.match_values(imported, imported.values)
    commit()
    _wait(imported, "checked")
    return imported


def _file(rows: int) -> bytes:
    run = f"{time.time():.0f}"
    lines = (
        f"Firm {run} {n},Semiconductors,{n} High Street,Leeds,Yorkshire,LS1 1AA,United Kingdom,"
        f"+4420{n:08d},office@firm{run}-{n}.test,firm{run}-{n}.test,Lead\n"
        for n in range(rows)
    )
    return (HEADING + "".join(lines)).encode()


def _watch(imported: Import, worker: psutil.Process) -> Figures:
    began, most = time.monotonic(), 0.0
    while imported.state not in (DONE, FAILED) and time.monotonic() - began < PATIENCE_SECONDS:
        if not imported.done_rows:
            began = time.monotonic()
        most = max(most, pss(worker))
        time.sleep(0.5)
        _again(imported)
    seconds = time.monotonic() - began
    rows = imported.done_rows
    return Figures(rows, round(seconds, 1), round(rows / seconds), round(most, 1))


def _wait(imported: Import, state: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while imported.state != state:
        if time.monotonic() > deadline:
            raise RuntimeError(f"the import is {imported.state}, not {state}")
        time.sleep(0.2)
        _again(imported)


def _again(imported: Import) -> None:
    db.session.rollback()
    db.session.refresh(imported)
