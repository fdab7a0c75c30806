"""Signs of life of the worker and the sweep, for `/health/ready`."""

from datetime import UTC, datetime, timedelta

from redis.exceptions import RedisError
from rq import Worker
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, redis
from app.core.db import db

SILENCE = timedelta(minutes=3)


class Heartbeat(db.Model):  # type: ignore[name-defined]
    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def beat(name: str) -> None:
    row = insert(Heartbeat).values(name=name, at=clock.now())
    db.session.execute(
        row.on_conflict_do_update(index_elements=["name"], set_={"at": row.excluded.at})
    )


def sweep_problem() -> str | None:
    last = db.session.get(Heartbeat, "sweep")
    if last is None or clock.now() - last.at > SILENCE:
        return "The sweep has given no sign for 3 minutes; start a worker"
    return None


def worker_problem() -> str | None:
    try:
        beats = [worker.last_heartbeat for worker in Worker.all(connection=redis.connection())]
    except RedisError:
        return "unknown, because Redis does not answer"
    latest = max((b.replace(tzinfo=UTC) for b in beats if b), default=None)
    if latest is None or clock.now() - latest > SILENCE:
        return "No worker is running"
    return None
