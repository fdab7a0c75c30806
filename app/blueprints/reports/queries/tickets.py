"""Tickets, counted. Each of these is one query that the indexes of `Ticket` answer alone."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import DateTime, Integer, Select, column, func, select, true, values

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.reports.figure import Figure, Line, Number
from app.blueprints.reports.scope import ONE_DAY, Scope
from app.blueprints.tickets.choices import ALL_CATEGORIES, PRIORITIES
from app.blueprints.tickets.models import Ticket
from app.core import clock, tenancy
from app.core.context import MONTHS
from app.core.db import db

MOST = 10
WEEKS_UNTIL = 130
AGES = ((0, 0), (1, 2), (3, 6), (7, 13), (14, 29), (30, None))


def by_category(scope: Scope) -> Figure:
    counts = _counts(scope, Ticket.category)
    keys = sorted(counts, key=lambda key: -counts[key])
    lines = [_line(ALL_CATEGORIES[key], counts[key], scope.tickets(category=key)) for key in keys]
    return Figure(("Category", "Tickets opened"), lines)


def by_priority(scope: Scope) -> Figure:
    counts = _counts(scope, Ticket.priority)
    lines = [
        _line(PRIORITIES[key], counts.get(key, 0), scope.tickets(priority=key))
        for key in reversed(PRIORITIES)
    ]
    return Figure(("Priority", "Tickets opened"), lines)


def by_company(scope: Scope) -> Figure:
    return _by_company(scope, "Company")


def by_supplier(scope: Scope) -> Figure:
    return _by_company(scope, "Supplier", Company.company_type == "supplier")


def by_consultant(scope: Scope) -> Figure:
    """Who has the tickets now."""
    name = User.first_name + " " + User.last_name
    counted = _opened(scope).with_only_columns(Ticket.assignee_id, func.count().label("n"))
    found = counted.group_by(Ticket.assignee_id).subquery()
    query = select(found.c.assignee_id, name, found.c.n).outerjoin(
        User, User.id == found.c.assignee_id
    )
    lines = [
        _line(name or "Nobody", n, scope.tickets(**_who(user_id)))
        for user_id, name, n in db.session.execute(query.order_by(found.c.n.desc(), name))
    ]
    return Figure(("Consultant", "Tickets opened"), lines)


def opened_and_closed(scope: Scope) -> Figure:
    """By week, or by month when there are many."""
    unit = "week" if (scope.last - scope.first).days <= WEEKS_UNTIL else "month"
    starts = _starts(scope, unit)
    parts = [scope.within(start, _next(start, unit) - ONE_DAY) for start in starts]
    lines = [
        Line(
            _name_of(start, unit),
            (Number(opened, part.tickets("opened")), Number(closed, part.tickets("closed"))),
        )
        for start, part, (opened, closed) in zip(starts, parts, _flow(parts), strict=True)
    ]
    heads = ("Week from" if unit == "week" else "Month", "Opened", "Closed")
    return Figure(heads, lines, charted=2, over_time=True)


def ages(scope: Scope) -> Figure:
    """How many calendar days ago the tickets were opened that are open now."""
    starts = [None if most is None else _edge(scope, most) for _, most in AGES]
    columns = [
        func.count().filter(
            Ticket.opened_at >= start if start else true(),
            Ticket.opened_at < end if end else true(),
        )
        for start, end in zip(starts, [None, *starts[:-1]], strict=True)
    ]
    query = _of_people(scope, _tickets().where(Ticket.status != "closed"))
    row = db.session.execute(query.with_only_columns(*columns)).one()
    lines = [
        _line(_age_label(*age), n, _age_url(scope, *age)) for age, n in zip(AGES, row, strict=True)
    ]
    return Figure(("Opened", "Tickets open now"), lines, note="As of now, whatever the period")


def speed(scope: Scope) -> Figure:
    """Medians, of all and by priority: to the first action of tickets opened in these days, to the
    end of those closed in them."""
    opened = _medians(_opened(scope), Ticket.first_action_at - Ticket.opened_at)
    closed = _medians(_closed(scope), Ticket.closed_at - Ticket.opened_at)
    lines = []
    for key, label in ((None, "All"), *reversed(PRIORITIES.pairs)):
        (n, to_action), (done, to_end) = opened.get(key, (0, None)), closed.get(key, (0, None))
        numbers = (
            Number(n, scope.tickets("opened", priority=key)),
            Number(to_action),
            Number(done, scope.tickets("closed", priority=key)),
            Number(to_end),
        )
        lines.append(Line(label, numbers))
    heads = ("Priority", "Opened", "To the first action", "Closed", "To the end")
    return Figure(heads, lines, charted=0)


def _tickets() -> Select[Any]:
    return select(Ticket.id).where(Ticket.agency_id == tenancy.agency_id())


def _of_people(scope: Scope, query: Select[Any]) -> Select[Any]:
    if scope.assignee:
        query = query.where(Ticket.assignee_id == scope.assignee)
    return query.where(Ticket.company_id == scope.company) if scope.company else query


def _dated(scope: Scope, column: Any) -> Select[Any]:
    return _of_people(scope, _tickets().where(column >= scope.since, column < scope.until))


def _opened(scope: Scope) -> Select[Any]:
    return _dated(scope, Ticket.opened_at)


def _closed(scope: Scope) -> Select[Any]:
    return _dated(scope, Ticket.closed_at)


def _counts(scope: Scope, column: Any) -> dict[str, int]:
    query = _opened(scope).with_only_columns(column, func.count()).group_by(column)
    return dict(db.session.execute(query).all())


def _by_company(scope: Scope, head: str, *conditions: Any) -> Figure:
    counted = _opened(scope).with_only_columns(Ticket.company_id, func.count().label("n"))
    found = counted.group_by(Ticket.company_id).subquery()
    query = select(found.c.company_id, Company.name, found.c.n).join(
        Company, Company.id == found.c.company_id
    )
    ordered = query.where(*conditions).order_by(found.c.n.desc(), Company.name, Company.id)
    lines = [
        _line(name, n, scope.tickets(company=company_id))
        for company_id, name, n in db.session.execute(ordered.limit(MOST))
    ]
    note = f"The {MOST} with the most" if len(lines) == MOST else None
    return Figure((head, "Tickets opened"), lines, note=note)


def _line(label: str, n: int, url: str) -> Line:
    return Line(label, (Number(n, url),))


def _who(user_id: int | None) -> dict[str, object]:
    return {"assignee": user_id} if user_id else {"assignee": None, "unassigned": 1}


def _flow(parts: list[Scope]) -> list[tuple[int, int]]:
    """How many were opened and closed in each of these parts. Counting the parts one by one along
    an index is quicker than grouping all of it."""
    moment = DateTime(timezone=True)
    columns = (column("n", Integer), column("since", moment), column("until", moment))
    rows = [(n, part.since, part.until) for n, part in enumerate(parts)]
    part = values(*columns, name="part").data(rows)
    counts = [
        _of_people(parts[0], _tickets().where(at >= part.c.since, at < part.c.until))
        .with_only_columns(func.count())
        .correlate(part)
        .scalar_subquery()
        for at in (Ticket.opened_at, Ticket.closed_at)
    ]
    found = db.session.execute(select(*counts).select_from(part).order_by(part.c.n))
    return [(opened, closed) for opened, closed in found]


def _starts(scope: Scope, unit: str) -> list[date]:
    day = scope.first
    start = day - timedelta(days=day.weekday()) if unit == "week" else day.replace(day=1)
    starts = []
    while start <= scope.last:
        starts.append(start)
        start = _next(start, unit)
    return starts


def _next(start: date, unit: str) -> date:
    if unit == "week":
        return start + timedelta(days=7)
    return (start + timedelta(days=31)).replace(day=1)


def _name_of(start: date, unit: str) -> str:
    return (
        f"{start.day} {MONTHS[start.month]}"
        if unit == "week"
        else f"{MONTHS[start.month]} {start.year}"
    )


def _edge(scope: Scope, days_ago: int) -> datetime:
    return clock.at(scope.today - timedelta(days=days_ago), "00:00", scope.zone)


def _age_label(least: int, most: int | None) -> str:
    if least == most:
        return "Today"
    return f"{least} days ago or longer" if most is None else f"{least}–{most} days ago"


def _age_url(scope: Scope, least: int, most: int | None) -> str:
    first = None if most is None else scope.today - timedelta(days=most)
    last = scope.today - timedelta(days=least)
    return scope.tickets(None, state="open", opened_from=first, opened_to=last)


def _medians(query: Select[Any], length: Any) -> dict[str | None, tuple[int, timedelta | None]]:
    """Priority → how many and their median; of all under None."""
    seconds = func.date_part("epoch", length)
    keys = (None, *PRIORITIES)
    conditions = [Ticket.priority == key if key else true() for key in keys]
    median = func.percentile_cont(0.5).within_group(seconds)
    columns = [one.filter(wanted) for wanted in conditions for one in (func.count(), median)]
    row = db.session.execute(query.with_only_columns(*columns)).one()
    return {
        key: (n, None if half is None else timedelta(seconds=half))
        for key, n, half in zip(keys, row[::2], row[1::2], strict=True)
    }
