"""People and agencies: colleagues for selects and pickers, what is taken, who has a link."""

from functools import cache, lru_cache
from typing import Any

from flask import g
from sqlalchemy import Select, exists, func, select

from app.blueprints.accounts.models import MailedLink, User, digest
from app.blueprints.agency.models import Agency
from app.core import tenancy
from app.core.db import db
from app.core.events import Event


def colleagues(*roles: str) -> list[User]:
    """The agency's active users by name, of these roles or of all."""
    return list(db.session.scalars(_active(select(User), roles)))


def colleague_choices(*roles: str) -> list[tuple[int, str]]:
    """(id, name) of the same, for a select. Most pages have one, so those that only show keep
    them until the agency's people change."""
    mark = g.get("people_mark")
    if mark is None:
        return _asked(roles)
    return list(_kept(tenancy.agency_id(), mark, roles))


@lru_cache(maxsize=1000)
def _kept(agency_id: int, mark: str, roles: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple(_asked(roles))


def _asked(roles: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(user_id, name) for user_id, name in db.session.execute(_names(roles))]


@cache
def _names(roles: tuple[str, ...]) -> Select:
    return _active(select(User.id, User.first_name + " " + User.last_name), roles)


def _active(query: Select, roles: tuple[str, ...]) -> Select:
    query = query.where(
        User.agency_id == tenancy.CURRENT_AGENCY,
        User.deactivated_at.is_(None),
        User.email_verified_at.is_not(None),
    )
    if roles:
        query = query.where(User.role.in_(roles))
    return query.order_by(User.first_name, User.last_name, User.id)


def colleagues_like(text: str, limit: int = 8) -> list[tuple[int, str]]:
    """(id, name) of those with a name that begins so, for pickers."""
    wanted = " ".join(text.split()).casefold()
    found = [(n, name) for n, name in colleague_choices() if _is_named(name.casefold(), wanted)]
    return found[:limit]


def _is_named(name: str, wanted: str) -> bool:
    return f" {name}".find(f" {wanted}") >= 0


def is_taken(column: str, value: str) -> bool:
    """Whether another agency has this name (ignoring case), VAT or registration number."""
    if column == "name":
        same = func.lower(Agency.name) == func.lower(value)
    else:
        same = getattr(Agency, column) == value
    return db.session.scalar(select(exists().where(same)))


def user_with(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email))


def link(token: str, purpose: str) -> MailedLink | None:
    """The usable link that this token belongs to."""
    found = _any_link(token, purpose)
    return found if found and found.is_usable else None


def is_spent(token: str, purpose: str) -> bool:
    """Whether the token belonged to a link that cannot be used any more."""
    found = _any_link(token, purpose)
    return found is not None and not found.is_usable


def open_links(user: User, purpose: str) -> list[MailedLink]:
    query = select(MailedLink).where(
        MailedLink.user_id == user.id,
        MailedLink.purpose == purpose,
        MailedLink.used_at.is_(None),
    )
    return list(db.session.scalars(query))


def last_editor(record: Any) -> User | None:
    """Who changed the record's fields last: the actor of its latest "….updated" event."""
    query = (
        select(User)
        .join(Event, Event.actor_id == User.id)
        .where(
            Event.agency_id == tenancy.agency_id(),
            Event.subject_type == record.__tablename__,
            Event.subject_id == record.id,
            Event.kind == f"{record.__tablename__}.updated",
        )
        .order_by(Event.id.desc())
    )
    return db.session.scalar(query.limit(1))


def _any_link(token: str, purpose: str) -> MailedLink | None:
    query = select(MailedLink).where(
        MailedLink.token_hash == digest(token), MailedLink.purpose == purpose
    )
    return db.session.scalar(query)
