"""The sales of Demo Travel: how its prospects came to where they are in the pipeline."""

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.dev.demo.history import History


class Sale(NamedTuple):
    company: str
    value: int
    next_step: str | None
    due_in_days: int | None
    moves: tuple[tuple[str, int], ...]


SALES = [
    Sale("Ardmore Textiles", 38_000, "Call the finance director", 2, (("pipeline", 9),)),
    Sale("Saltmarsh Charitable Trust", 12_500, "Send the charity fares", 6, (("pipeline", 4),)),
    Sale("Whitcliffe Property", 64_000, "Meet the office managers", -3, (("pipeline", 41), ("qualified", 20))),
    Sale("Solent Robotics", 145_000, "Show the reports of Tamar Software", 1, (("pipeline", 75), ("qualified", 50), ("discussion", 12))),
    Sale("Clyde Analytics", 52_000, "Chase the signed form", 3, (("pipeline", 98), ("qualified", 80), ("discussion", 33), ("form_sent", 6))),
    Sale("Tollgate Recruitment", 27_000, None, None, (("pipeline", 70), ("qualified", 55), ("lost", 30))),
    Sale("Ravenscar Wind", 88_000, None, None, (("pipeline", 150), ("discussion", 120), ("won", 62))),
]  # fmt: skip
WHY_LOST = {
    "reason": "price",
    "note": "Stays with a portal that charges no fees. Ask again in spring.",
}


def plan_sales(history: History, companies: list[Company], *, by: User) -> None:
    named = {company.name: company for company in companies}
    for sale in SALES:
        _plan(history, sale, named[sale.company], by)


def _plan(history: History, sale: Sale, company: Company, by: User) -> None:
    due = sale.due_in_days
    deal = {
        "expected_value": Decimal(sale.value),
        "next_step": sale.next_step,
        "next_step_on": (history.now + timedelta(days=due)).date() if due is not None else None,
    }
    first = history.days_ago(sale.moves[0][1])
    for stage, days in sale.moves:
        why = WHY_LOST if stage == "lost" else {}
        history.plan(history.days_ago(days), lambda s=stage, w=why: company.move_to(s, by=by, **w))
    history.plan(first + timedelta(minutes=5), lambda: company.change(deal, by=by))
