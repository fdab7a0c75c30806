"""Works one message: claim, enter its agency, do it, mark it done; or plan the next try."""

import logging
import random
import traceback
from datetime import timedelta

from flask import current_app

from app.core import clock, tenancy
from app.core.db import db
from app.core.requests import commit, rollback
from app.outbox.kinds import KINDS, Kind, payload_of
from app.outbox.models import DONE, FAILED, PENDING, Message, claim, post

PAUSES = [timedelta(seconds=s) for s in (5, 20, 60, 300, 900, 1800, 3600, 7200, 14400)]
log = logging.getLogger(__name__)


def deliver(message_id: int) -> bool:
    """True when the work was done now; False when there was nothing to do or it failed."""
    message = _take(message_id)
    if message is None:
        return False
    kind = KINDS.get(message.kind)
    try:
        if kind is None:
            raise LookupError(f"no handler for messages of kind {message.kind}")
        _enter(message)
        kind.run(**payload_of(message))
        message.state, message.done_at = DONE, clock.now()
        message.locked_until = message.last_error = None
        commit()
    except Exception as error:  # noqa: BLE001 — every failure is kept in the row, logged and tried again
        rollback()
        _fail(message_id, kind, error)
        return False
    finally:
        tenancy.leave()
    return True


def _take(message_id: int) -> Message | None:
    found = db.session.get(Message, message_id)
    if found is None:
        return None
    kind = KINDS.get(found.kind)
    least = current_app.extensions["settings"].outbox_lock_seconds
    message = claim(message_id, timedelta(seconds=max(least, kind.seconds if kind else 0)))
    commit()
    return message


def _enter(message: Message) -> None:
    if message.agency_id is not None:
        tenancy.enter(message.agency_id)


def _fail(message_id: int, kind: Kind | None, error: Exception) -> None:
    message = db.session.get_one(Message, message_id, populate_existing=True)
    message.last_error = _reason(error)
    message.locked_until = None
    log.warning("message %s (%s) failed: %s", message.id, message.kind, message.last_error)
    if kind and message.attempts < kind.attempts:
        message.state, message.deliver_at = PENDING, clock.now() + _pause(message.attempts)
    else:
        message.state = FAILED
        _give_up(message, kind)
    commit()


def _give_up(message: Message, kind: Kind | None) -> None:
    if message.kind != "operator.mail":
        tenancy.leave()
        facts = {"id": message.id, "kind": message.kind, "error": message.last_error}
        context = {"template": "outbox/failed", "context": facts}
        post("operator.mail", context, dedupe_key=f"failed:{message.id}:{message.attempts}")
    if kind and kind.give_up:
        _enter(message)
        kind.give_up(**payload_of(message))


def _reason(error: Exception) -> str:
    """The error's type and the place in the code; its text may hold an address, so it is left out."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.name} (line {place.lineno})"


def _pause(attempts: int) -> timedelta:
    pause = PAUSES[min(attempts, len(PAUSES)) - 1]
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 — jitter, not a secret
