"""What the agency's people did."""

from sqlalchemy import func, select

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity
from app.blueprints.reports.figure import Figure, Line, Number
from app.blueprints.reports.scope import Scope
from app.core import tenancy
from app.core.db import db

PLURALS = {"meeting": "Meetings", "call": "Calls", "email": "E-mails"}


def activities(scope: Scope) -> Figure:
    """Meetings, calls and e-mails of these days, by who logged them. One query."""
    query = (
        tenancy.scoped(Activity)
        .with_only_columns(Activity.author_id, Activity.kind, func.count().label("n"))
        .where(Activity.at >= scope.since, Activity.at < scope.until)
        .group_by(Activity.author_id, Activity.kind)
    )
    if scope.assignee:
        query = query.where(Activity.author_id == scope.assignee)
    if scope.company:
        query = query.where(Activity.company_id == scope.company)
    found = query.subquery()
    name = User.first_name + " " + User.last_name
    rows = select(User.id, name, found.c.kind, found.c.n).join(User, User.id == found.c.author_id)
    people: dict[tuple[int, str], dict[str, int]] = {}
    for user_id, called, kind, n in db.session.execute(rows):
        people.setdefault((user_id, called), {})[kind] = n
    lines = [
        Line(called, tuple(Number(n) for n in (sum(kinds.values()), *_by_kind(kinds))))
        for (_, called), kinds in sorted(people.items(), key=lambda one: -sum(one[1].values()))
    ]
    return Figure(("Person", "Activities", *PLURALS.values()), lines)


def _by_kind(kinds: dict[str, int]) -> list[int]:
    return [kinds.get(kind, 0) for kind in PLURALS]
