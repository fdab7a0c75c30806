"""What My day shows."""

from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity
from app.blueprints.activities.phrases import Phrase, phrase
from app.blueprints.crm.companies.models import Company
from app.blueprints.tickets.choices import PRIORITIES
from app.blueprints.tickets.models import Subject, Ticket
from app.core import clock, tenancy
from app.core.db import db
from app.core.events import Event

SHOWN = 10
QUIET_AFTER = timedelta(days=30)
TOLD = ("company", "contact", "ticket", "import")


class Step(NamedTuple):
    """Something that a new agency does first."""

    label: str
    url: str
    permission: str
    is_done: bool


class News(NamedTuple):
    event: Event
    actor: User | None
    company: Company | None
    phrase: Phrase


def first_steps() -> list[Step]:
    """The checklist of a new agency, or nothing when all of it is done. One query."""
    agency_id = tenancy.agency_id()
    has = [
        select(model.id).where(model.agency_id == agency_id, *conditions).exists()
        for model, *conditions in (
            (Company, Company.import_id.is_not(None)),
            (Company,),
            (Ticket,),
            (Activity, Activity.deleted_at.is_(None)),
        )
    ]
    imported, company, ticket, activity = db.session.execute(select(*has)).one()
    steps = [
        Step("Import your companies from a file", "/imports", "company.import", imported),
        Step("Add a company", "/companies/new", "company.add", company),
        Step("Open a ticket", "/tickets/new", "ticket.edit", ticket),
        Step(
            "Log a call, meeting or e-mail with a company", "/companies", "activity.add", activity
        ),
    ]
    return [] if all(step.is_done for step in steps) else steps


def my_open_tickets(user: User) -> dict[str, Any]:
    """The ten most urgent that are assigned to me, or mine and nobody's: high before low, then the
    oldest; and how many there are of each priority. Two queries."""
    is_mine = or_(
        Ticket.assignee_id == user.id,
        and_(Ticket.assignee_id.is_(None), Ticket.owner_id == user.id),
    )
    mine = (Ticket.agency_id == tenancy.agency_id(), Ticket.status != "closed", is_mine)
    rows = (
        select(
            Ticket.number,
            Ticket.status,
            Ticket.priority,
            Ticket.opened_at,
            Subject.name.label("subject"),
            Company.name.label("company"),
        )
        .join(Subject, Subject.id == Ticket.subject_id)
        .join(Company, Company.id == Ticket.company_id)
        .where(*mine)
        .order_by(Ticket.priority.desc(), Ticket.opened_at, Ticket.id)
    )
    counted = select(Ticket.priority, func.count()).where(*mine).group_by(Ticket.priority)
    counts = dict(db.session.execute(counted).all())
    return {
        "tickets": db.session.execute(rows.limit(SHOWN)).all() if counts else [],
        "counts": [
            (key, PRIORITIES[key], counts[key]) for key in reversed(PRIORITIES) if key in counts
        ],
        "total": sum(counts.values()),
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
