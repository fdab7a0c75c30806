"""Proportional set size: shared pages are counted once, divided among those that share them."""

import psutil

from bench.servers import Site


def measure(site: Site) -> dict[str, float]:
    """MB of the web processes, the worker with its sweep, and both together; cold start in s."""
    figures = {name: _pss(site.processes[name]) for name in ("web", "worker")}
    together = sum(figures.values())
    return {**figures, "together": round(together, 1), "cold_start_s": round(site.cold_start_s, 2)}


def _pss(process: psutil.Process) -> float:
    family = [process, *process.children(recursive=True)]
    return round(sum(member.memory_full_info().pss for member in family) / 1_048_576, 1)
