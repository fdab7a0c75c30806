"""A small HTTP load generator: keeps connections open and notes how long each answer takes."""

import asyncio
import itertools
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

HEADERS_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Figures:
    p50_ms: float
    p95_ms: float
    requests_per_s: float


def measure(port: int, calls: list[bytes], *, connections: int, requests: int) -> Figures:
    """Sends the calls in turn, `requests` of them, over so many connections; every answer must
    be 200."""
    times, seconds = asyncio.run(_run(port, calls, connections, requests))
    ordered = sorted(times)
    return Figures(
        statistics.median(ordered) * 1000,
        ordered[int(len(ordered) * 0.95)] * 1000,
        len(times) / seconds,
    )


async def _run(
    port: int, calls: list[bytes], connections: int, requests: int
) -> tuple[list[float], float]:
    times: list[float] = []
    started = time.perf_counter()
    share = requests // connections
    turn = itertools.cycle(calls)
    await asyncio.gather(*(_client(port, turn, share, times) for _ in range(connections)))
    return times, time.perf_counter() - started


async def _client(port: int, turn: Iterator[bytes], count: int, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(count):
        started = time.perf_counter()
        writer.write(next(turn))
        keeps_open = await _answer(reader)
        times.append(time.perf_counter() - started)
        if not keeps_open:  # gunicorn renews a worker now and then
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> bool:
    head = (await reader.readuntil(HEADERS_END)).decode("latin-1")
    status, *lines = head.split("\r\n")
    if " 200 " not in f"{status} ":
        raise RuntimeError(f"expected 200, got {status}")
    headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    await reader.readexactly(int(headers["content-length"]))
    return headers.get("connection") != "close"
