"""Colleagues, for selects and pickers."""

from sqlalchemy import select

from app.blueprints.accounts.models import User
from app.core import tenancy
from app.core.db import db


def colleagues(*roles: str) -> list[User]:
    """The agency's active users by name, of these roles or of all."""
    query = select(User).where(
        User.agency_id == tenancy.agency_id(),
        User.deactivated_at.is_(None),
        User.email_verified_at.is_not(None),
    )
    if roles:
        query = query.where(User.role.in_(roles))
    return list(db.session.scalars(query.order_by(User.first_name, User.last_name, User.id)))


def colleague_choices(*roles: str) -> list[tuple[int, str]]:
    return [(user.id, user.name) for user in colleagues(*roles)]
