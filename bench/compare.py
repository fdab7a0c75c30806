"""One case: the page and its bare view in turn, at one and at sixteen connections."""

from dataclasses import dataclass
from statistics import median

from flask import Flask

from bench.cases import Case
from bench.load import Figures, measure
from bench.recording import record
from bench.servers import BARE_PORT, PORT, Site
from bench.visitor import Visitor

ROUNDS = 3
REQUESTS = {1: 150, 16: 480}


@dataclass(frozen=True)
class Result:
    name: str
    p50_ms: float
    bare_p50_ms: float
    ratio: float
    p50_ms_16: float
    bare_p50_ms_16: float
    ratio_16: float
    requests_per_s: float
    queries: int
    bytes: int


def compare(app: Flask, agency_id: int, site: Site, case: Case, *, quick: bool) -> Result:
    visitor = Visitor.sign_in(app, agency_id)
    recording = record(app, case, visitor)
    page, bare = visitor.requests(case), visitor.bare_request(case)
    alone, its_bare = _in_turn(page, bare, 1, quick)
    crowd, their_bare = _in_turn(page, bare, 16, quick)
    return Result(
        name=case.name,
        p50_ms=round(alone.p50_ms, 2),
        bare_p50_ms=round(its_bare.p50_ms, 2),
        ratio=round(alone.p50_ms / its_bare.p50_ms, 2),
        p50_ms_16=round(crowd.p50_ms, 2),
        bare_p50_ms_16=round(their_bare.p50_ms, 2),
        ratio_16=round(crowd.p50_ms / their_bare.p50_ms, 2),
        requests_per_s=round(crowd.requests_per_s),
        queries=len(recording.statements),
        bytes=len(recording.answer),
    )


def _in_turn(
    page: list[bytes], bare: list[bytes], connections: int, quick: bool
) -> tuple[Figures, Figures]:
    """Page, bare, page, bare …, so that a machine that slows down slows both."""
    requests = REQUESTS[connections] // (10 if quick else 1)

    def once(port: int, calls: list[bytes]) -> Figures:
        return measure(port, calls, connections=connections, requests=requests)

    pairs = [(once(PORT, page), once(BARE_PORT, bare)) for _ in range(ROUNDS)]
    return _middle([p for p, _ in pairs]), _middle([b for _, b in pairs])


def _middle(figures: list[Figures]) -> Figures:
    return Figures(
        median(f.p50_ms for f in figures),
        median(f.p95_ms for f in figures),
        median(f.requests_per_s for f in figures),
    )
