"""Proportional set size: shared pages are counted once, divided among those that share them."""

import time
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import psutil
from flask import Flask
from sqlalchemy import text

from app.core import tenancy
from app.core.db import db
from bench.servers import PORT, Site
from bench.visitor import Visitor

PATIENCE_SECONDS = 180


def measure(app: Flask, agency_id: int, site: Site) -> dict[str, float]:
    """MB of web and worker (with its sweep) at rest after the load, and at most while a PDF of
    about fifty pages is made; cold start in seconds."""
    rest = {name: pss(site.processes[name]) for name in ("web", "worker")}
    pages, most = _while_a_pdf_is_made(app, agency_id, site)
    return {
        **rest,
        "together": round(sum(rest.values()), 1),
        "together_with_pdf": most,
        "pdf_pages": pages,
        "cold_start_s": round(site.cold_start_s, 2),
    }


def pss(process: psutil.Process) -> float:
    total = 0
    for member in [process, *process.children(recursive=True)]:
        try:
            total += member.memory_full_info().pss
        except psutil.NoSuchProcess:  # a work-horse that has just finished
            continue
    return round(total / 1_048_576, 1)


def _while_a_pdf_is_made(app: Flask, agency_id: int, site: Site) -> tuple[int, float]:
    with app.app_context(), tenancy.entered(agency_id):
        ticket_id = db.session.scalar(text("select id from ticket where number = 1"))
        _ask_for_pdf(Visitor.sign_in(app, agency_id), ticket_id)
        most, deadline = 0.0, time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            most = max(most, sum(pss(site.processes[name]) for name in ("web", "worker")))
            db.session.rollback()
            state = db.session.scalar(text("select state from export order by id desc limit 1"))
            if state in ("ready", "failed"):
                return _pages(), round(most, 1)
    raise RuntimeError("the PDF was not made in time")


def _ask_for_pdf(visitor: Visitor, ticket_id: int) -> None:
    body = urlencode({"kind": "ticket", "subject_id": ticket_id}).encode()
    headers = {"Cookie": visitor.cookie, "X-CSRFToken": visitor.csrf, "HX-Request": "true"}
    urlopen(Request(f"http://127.0.0.1:{PORT}/exports", body, headers)).close()


def _pages() -> int:
    from io import BytesIO

    from pypdf import PdfReader

    content = db.session.scalar(text("select content from export_file order by id desc limit 1"))
    return len(PdfReader(BytesIO(content)).pages)
