"""What My day shows."""

from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select

from app.blueprints.accounts.models import User
from app.blueprints.activities.phrases import Phrase, phrase
from app.blueprints.crm.companies.choices import STAGES
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.pipeline.queries import stage_totals
from app.blueprints.tickets.choices import PRIORITIES
from app.blueprints.tickets.models import Subject, Ticket
from app.core import clock, tenancy
from app.core.db import db
from app.core.events import Event
from app.core.lists import COUNTED, counted

SHOWN = 10
QUIET_AFTER = timedelta(days=30)
URGENT_FIRST = (Ticket.priority.desc(), Ticket.opened_at, Ticket.id)
TOLD = ("company", "contact", "ticket", "import")


class News(NamedTuple):
    event: Event
    actor: User | None
    company: Company | None
    phrase: Phrase


def my_open_tickets(user: User) -> dict[str, Any]:
    """The ten most urgent that are assigned to me, or mine and nobody's: high before low, then the
    oldest; and how many there are of each priority. Two queries."""
    is_mine = or_(
        Ticket.assignee_id == user.id,
        and_(Ticket.assignee_id.is_(None), Ticket.owner_id == user.id),
    )
    by_priority = _open().with_only_columns(Ticket.priority, func.count()).where(is_mine)
    counts = dict(db.session.execute(by_priority.group_by(Ticket.priority)).all())
    rows = _rows(_open().where(is_mine)).order_by(*URGENT_FIRST)
    return {
        "tickets": db.session.execute(rows.limit(SHOWN)).all() if counts else [],
        "counts": [
            (key, PRIORITIES[key], counts[key]) for key in reversed(PRIORITIES) if key in counts
        ],
        "total": sum(counts.values()),
    }


def unassigned_tickets() -> dict[str, Any]:
    """The most urgent open tickets that nobody has, and how many there are. Two queries."""
    waiting = _open().where(Ticket.assignee_id.is_(None))
    return _shown(waiting, _rows(waiting).order_by(*URGENT_FIRST))


def new_tickets(user: User) -> dict[str, Any]:
    """What others opened since this user's last visit, the newest first. Two queries."""
    since = user.last_visit_at
    new = _tickets().where(Ticket.opened_at > since, Ticket.owner_id != user.id)
    newest = _rows(new).order_by(Ticket.opened_at.desc(), Ticket.id.desc())
    return {**_shown(new, newest), "since": since}


def _tickets() -> Select[Any]:
    return select(Ticket.id).where(Ticket.agency_id == tenancy.agency_id())


def _open() -> Select[Any]:
    return _tickets().where(Ticket.status != "closed")


def _rows(query: Select[Any]) -> Select[Any]:
    """With the columns that a panel shows."""
    columns = (Ticket.number, Ticket.status, Ticket.priority, Ticket.opened_at, Ticket.owner_id)
    names = (Subject.name.label("subject"), Company.name.label("company"))
    return (
        query.with_only_columns(*columns, *names)
        .join(Subject, Subject.id == Ticket.subject_id)
        .join(Company, Company.id == Ticket.company_id)
    )


def _shown(query: Select[Any], rows: Select[Any]) -> dict[str, Any]:
    """Ten rows, and how many there are in all, counted as far as lists count."""
    few = query.limit(COUNTED + 1).subquery()
    total = db.session.scalar(select(func.count()).select_from(few)) or 0
    return {
        "tickets": db.session.execute(rows.limit(SHOWN)).all() if total else [],
        "total": counted(total) if total else None,
    }


def pipeline() -> dict[str, Any]:
    """Each stage with its companies and, where any are written down, what they may bring."""
    totals = stage_totals()
    stages = [(key, STAGES[key], *totals[key]) for key in STAGES]
    return {
        "stages": stages,
        "total": sum(number for _, _, number, _ in stages),
        "has_values": any(value for _, _, _, value in stages),
    }


def quiet_companies(user: User) -> list[Company]:
    """Companies I own that nobody has dealt with for thirty days, the longest first."""
    since = clock.now() - QUIET_AFTER
    last = func.coalesce(Company.last_activity_at, Company.created_at)
    query = tenancy.scoped(Company).where(
        Company.owner_id == user.id, last < since, Company.status.not_in(("no_longer", "lost"))
    )
    return list(db.session.scalars(query.order_by(last, Company.id).limit(SHOWN)))


def recent_events() -> list[News]:
    """What happened in the agency last, whoever did it."""
    query = (
        select(Event, User, Company)
        .outerjoin(User, User.id == Event.actor_id)
        .outerjoin(
            Company,
            and_(
                Event.within_type == Company.__tablename__,
                Company.agency_id == Event.agency_id,
                Company.id == Event.within_id,
            ),
        )
        .where(
            Event.agency_id == tenancy.agency_id(),
            or_(Event.within_type.is_distinct_from(Company.__tablename__), Company.id.is_not(None)),
            or_(Event.kind == "activity.logged", func.split_part(Event.kind, ".", 1).in_(TOLD)),
        )
        .order_by(Event.id.desc())
    )
    rows = db.session.execute(query.limit(SHOWN))
    return [News(event, actor, company, phrase(event)) for event, actor, company in rows]
