"""The list of reminders: open or done, whose, and with which words."""

from collections.abc import Mapping
from typing import NamedTuple

from flask_login import current_user
from sqlalchemy import Select, and_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from app.blueprints.activities.models import Activity, Reminder
from app.blueprints.activities.queries import end_of_today
from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.access import can
from app.core.db import db
from app.core.lists import Listing, Page, contains

STATES = {"open": Reminder.done_at.is_(None), "done": Reminder.done_at.is_not(None)}
OVERDUE, TODAY, LATER, DONE = "Overdue", "Today", "Later", "Done"


class Shown(NamedTuple):
    """A page of the list, its reminders under the heads they stand under."""

    page: Page
    groups: dict[str, list[Reminder]]


def _whose(value: str):
    conditions = {
        "mine": Reminder.user_id == current_user.id,
        "given": and_(Reminder.author_id == current_user.id, Reminder.user_id != current_user.id),
        "all": true() if can("reminder.everybody") else None,
    }
    return conditions.get(value)


LISTING = Listing(
    sorts={"due": Reminder.remind_at, "done": Reminder.done_at},
    default="due",
    filters={
        "state": STATES.get,
        "whose": _whose,
        "q": contains(Reminder.message, Company.name),
    },
    tie_breaker=Reminder.id,
)


def whose_choices() -> list[tuple[str, str]]:
    given = [("given", "Given to colleagues")]
    return [*given, ("all", "Everybody's")] if can("reminder.everybody") else given


def reminders_shown(args: Mapping[str, str], path: str) -> Shown:
    """Open ones as they fall due; done ones, the last first."""
    typed = args.get("state", ""), args.get("whose", "")
    state = typed[0] if typed[0] in STATES else "open"
    whose = typed[1] if _whose(typed[1]) is not None else "mine"
    sort = "-done" if state == "done" else "due"
    wanted = {**args, "state": state, "whose": whose, "sort": sort}
    page = LISTING.page(_query(), wanted, path)
    return Shown(page, _grouped(_found([row.id for row in page.rows])))


def _query() -> Select[tuple[int]]:
    own = Company.agency_id == Reminder.agency_id, Company.id == Reminder.company_id
    its = Activity.agency_id == Reminder.agency_id, Activity.id == Reminder.activity_id
    return (
        select(Reminder.id)
        .join(Company, and_(*own))
        .outerjoin(Activity, and_(*its))
        .where(
            Reminder.agency_id == tenancy.agency_id(),
            Reminder.deleted_at.is_(None),
            Activity.deleted_at.is_(None),
        )
    )


def _found(ids: list[int]) -> list[Reminder]:
    query = (
        tenancy.scoped(Reminder)
        .outerjoin(Reminder.activity)
        .options(
            contains_eager(Reminder.activity),
            joinedload(Reminder.company),
            joinedload(Reminder.author),
            joinedload(Reminder.user),
        )
        .where(Reminder.id.in_(ids))
    )
    found = {reminder.id: reminder for reminder in db.session.scalars(query)} if ids else {}
    return [found[reminder_id] for reminder_id in ids]


def _grouped(reminders: list[Reminder]) -> dict[str, list[Reminder]]:
    midnight = end_of_today(current_user)
    groups: dict[str, list[Reminder]] = {OVERDUE: [], TODAY: [], LATER: [], DONE: []}
    for reminder in reminders:
        is_later = reminder.remind_at >= midnight
        open_in = OVERDUE if reminder.is_due else LATER if is_later else TODAY
        groups[DONE if reminder.is_done else open_in].append(reminder)
    return {title: group for title, group in groups.items() if group}
