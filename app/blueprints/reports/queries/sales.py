"""What became of the companies in the pipeline."""

from statistics import median
from typing import Any

from app.blueprints.crm.companies.choices import STAGES
from app.blueprints.crm.pipeline.queries import CLOSED, moves_between
from app.blueprints.reports.figure import Figure, Line, Number
from app.blueprints.reports.scope import Scope

ORDER = list(STAGES)


def conversion(scope: Scope) -> Figure:
    """Of the companies that left a stage in these days, how many went on to a later one. The
    consultant is who moved them."""
    moves = [move for move in moves_between(scope.since, scope.until) if _is_wanted(move, scope)]
    lines = [_line(stage, moves) for stage in ORDER if stage not in CLOSED]
    heads = (
        "Stage",
        "Went on (%)",
        "Came in",
        "Went on",
        "Lost",
        "Went back or out",
        "Median days",
    )
    return Figure(heads, lines, note="Of the companies that left the stage in these days")


def _is_wanted(move: Any, scope: Scope) -> bool:
    return scope.company in (None, move.company_id) and scope.assignee in (None, move.mover_id)


def _line(stage: str, moves: list[Any]) -> Line:
    came = sum(move.to_status == stage for move in moves)
    left = [move for move in moves if move.from_status == stage]
    on = sum(_goes_on(stage, move.to_status) for move in left)
    lost = sum(move.to_status == "lost" for move in left)
    days = [(move.at - move.since).days for move in left if move.since]
    share = round(100 * on / len(left)) if left else None
    numbers = (share, came, on, lost, len(left) - on - lost, median(days) if days else None)
    return Line(STAGES[stage], tuple(Number(number) for number in numbers))


def _goes_on(stage: str, to_status: str) -> bool:
    is_later = to_status in STAGES and ORDER.index(to_status) > ORDER.index(stage)
    return is_later and to_status != "lost"
