"""Works one message: claim, enter its agency, do it, mark it done; or plan the next try."""

import logging
import random
import traceback
from datetime import timedelta

from flask import current_app

from app.core import clock, tenancy
from app.core.db import db
from app.core.requests import commit, rollback
from app.outbox.kinds import ATTEMPTS, KINDS, Kind, lock_of, payload_of
from app.outbox.models import Message, claim, fail, finish, plan, post

PAUSES = [timedelta(seconds=s) for s in (5, 20, 60, 300, 900, 1800, 3600, 7200, 14400)]
log = logging.getLogger(__name__)


class UnknownKind(LookupError):
    """No handler is registered: an older release may be running while a newer one starts."""


class WorkerLost(RuntimeError):
    """Every try ended without a word, as when the work takes more memory than there is."""


class TooSlow(RuntimeError):
    """The lock ran out during the work and another worker has taken the message over."""


def deliver(message_id: int) -> bool:
    """True when the work was done now; False when there was nothing to do or it failed.

    It has a database session of its own: what another job entered or loaded cannot be seen."""
    with current_app.app_context():
        message = _take(message_id)
        return message is not None and _work(message)


def _take(message_id: int) -> Message | None:
    found = db.session.get(Message, message_id)
    message = claim(message_id, lock_of(found.kind)) if found else None
    commit()
    return message


def _work(message: Message) -> bool:
    message_id, attempt, kind = message.id, message.attempts, KINDS.get(message.kind)
    try:
        _run(message, kind)
        if not finish(message_id, attempt):
            raise TooSlow
        commit()
    except Exception as error:  # noqa: BLE001 — every failure is kept in the row, logged and tried again
        rollback()
        _fail(message_id, attempt, kind, error)
        return False
    facts = {"id": message_id, "kind": message.kind, "agency": message.agency_id, "try": attempt}
    log.info("message done", extra={"fields": facts})
    return True


def _run(message: Message, kind: Kind | None) -> None:
    if kind is None:
        raise UnknownKind(message.kind)
    if message.attempts > kind.attempts:
        raise WorkerLost
    _enter(message)
    kind.run(**payload_of(message))


def _enter(message: Message) -> None:
    if message.agency_id is not None:
        tenancy.enter(message.agency_id)


def _fail(message_id: int, attempt: int, kind: Kind | None, error: Exception) -> None:
    reason = _reason(error)
    log.warning("message %s failed: %s", message_id, reason, exc_info=error)
    if attempt < (kind.attempts if kind else ATTEMPTS):
        plan(message_id, attempt, clock.now() + _pause(attempt), reason)
    else:
        message = fail(message_id, attempt, reason)
        if message:
            log.error("message %s (%s) failed for good", message_id, message.kind)
            _give_up(message, kind)
    commit()


def _give_up(message: Message, kind: Kind | None) -> None:
    tenancy.leave()
    if message.kind != "operator.mail":
        facts = {"id": message.id, "kind": message.kind, "error": message.last_error}
        post("operator.mail", {"template": "outbox/failed", "context": facts})
    if kind and kind.give_up:
        _enter(message)
        try:
            with db.session.begin_nested():
                kind.give_up(**payload_of(message))
        except Exception:
            log.exception("giving up message %s failed", message.id)


def _reason(error: Exception) -> str:
    """The error's type and the place in the code; its text may hold an address, so it is left out."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.name} (line {place.lineno})"


def _pause(attempts: int) -> timedelta:
    pause = PAUSES[min(attempts, len(PAUSES)) - 1]
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 — jitter, not a secret
