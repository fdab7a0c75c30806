"""Who else looks at a ticket just now. It is kept in Redis alone and for a minute at most: when Redis
is away nobody is seen, and nothing else happens."""

from flask_login import current_user
from redis.exceptions import RedisError
from sqlalchemy import exists, select

from app.blueprints.tickets.models import Ticket
from app.core import clock, redis, tenancy
from app.core.db import db
from app.core.tenancy import RecordNotFound

GONE_AFTER = 45
KEPT = 60


def others_at(number: int) -> list[str]:
    """Notes that the visitor is here and returns the names of the others. Who comes anew is asked
    whether there is such a ticket: the database is spared while they stay."""
    me = f"{current_user.id} {current_user.name}"
    try:
        was_here, present = _note(f"presence:{tenancy.agency_id()}:{number}", me, number)
    except RedisError:
        was_here, present = False, []
    if not was_here:
        _require_ticket(number)
    return sorted(name for who in present for _, _, name in [who.partition(" ")] if who != me)


def _note(key: str, me: str, number: int) -> tuple[bool, list[str]]:
    now = clock.now().timestamp()
    with redis.connection().pipeline() as pipe:
        pipe.zremrangebyscore(key, "-inf", now - GONE_AFTER)
        pipe.zadd(key, {me: now})
        pipe.expire(key, KEPT)
        pipe.zrange(key, 0, 20)
        _, added, _, members = pipe.execute()
    return not added, [member.decode() for member in members]


def _require_ticket(number: int) -> None:
    own = (Ticket.agency_id == tenancy.agency_id()) & (Ticket.number == number)
    if not db.session.scalar(select(exists().where(own))):
        raise RecordNotFound("Ticket")
