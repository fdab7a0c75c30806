"""The table that people read."""

from bench.compare import Result

HEADS = (
    "case",
    "p50",
    "bare",
    "ratio",
    "p50@16",
    "bare@16",
    "ratio@16",
    "req/s",
    "queries",
    "bytes",
)


def table(
    results: list[Result],
    memory: dict[str, float],
    imported: dict[str, float],
    tickets: int,
) -> None:
    print(f"{tickets:,} tickets in the measured agency; times in ms")
    print("{:<24}{:>8}{:>8}{:>7}{:>9}{:>9}{:>9}{:>7}{:>8}{:>8}".format(*HEADS))
    for r in results:
        print(
            f"{r.name:<24}{r.p50_ms:>8}{r.bare_p50_ms:>8}{r.ratio:>7}{r.p50_ms_16:>9}"
            f"{r.bare_p50_ms_16:>9}{r.ratio_16:>9}{r.requests_per_s:>7}{r.queries:>8}{r.bytes:>8}"
        )
    if memory:
        print("memory (MB, proportional): " + ", ".join(f"{k} {v}" for k, v in memory.items()))
    if imported:
        print("import: " + ", ".join(f"{k} {v:,}" for k, v in imported.items()))
