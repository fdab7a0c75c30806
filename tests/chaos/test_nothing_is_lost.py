"""While people work, everything is killed at random: no change and no mail may get lost."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.blueprints.activities.models import Reminder
from app.core import clock, tenancy
from app.core.db import db
from app.outbox.models import DONE, Message
from tests import cast, factories
from tests.activities.typed import call
from tests.chaos.monkey import Monkey
from tests.chaos.visitor import Visitor

REMINDERS = 50
SETTLE_SECONDS = 120


@pytest.mark.parametrize("seed", [1])
def test_reminders_arrive_whatever_is_killed(site, valkey, peer, seed, record_property):
    contact = in_agency(site, lambda: factories.contact())
    people = [Visitor(site, user) for user in ("anna", "mark", "sara", "alex")]
    monkey = Monkey(site, valkey, seed)
    monkey.start()

    def log_call(number: int) -> int:
        visitor = people[number % len(people)]
        form = call(contact, submission=f"call-{number}", subject=f"Call {number}", **soon(number))
        return visitor.post(f"/companies/{contact.company_id}/calls", form)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(log_call, range(REMINDERS)))
    monkey.stop()
    settle(site)

    reminders = in_agency(site, lambda: db.session.scalars(select(Reminder)).all())
    assert set(answers) == {303}
    assert sorted(r.message for r in reminders) == sorted(f"Remind {n}" for n in range(REMINDERS))
    expected = {f"<reminder-{r.id}-{r.version}@127.0.0.1>" for r in reminders}
    assert set(peer.arrived) == expected
    assert all(len(texts) == 1 for texts in peer.texts.values())
    print(f"\nkilled {dict(monkey.deeds)}; {len(expected)} mails, {peer.repeats} repeats, 0 lost")


def soon(number: int) -> dict[str, str]:
    """Half of the reminders are due at once, half within a minute, when only the sweep finds them."""
    moment = clock.now() + timedelta(minutes=1 if number % 2 else -1)
    return {
        "remind_on": f"{moment:%Y-%m-%d}",
        "remind_at": f"{moment:%H:%M}",
        "remind_message": f"Remind {number}",
    }


def in_agency(site, call):
    with site.app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        found = call()
        db.session.commit()
        return found


def settle(site) -> None:
    """Waits until every message is done; what is not by then is stuck."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while stuck := unfinished(site):
        assert time.monotonic() < deadline, f"stuck: {stuck}"
        time.sleep(1)


def unfinished(site) -> list[tuple]:
    is_open = (Message.state != DONE) & (Message.deliver_at < clock.now() + timedelta(hours=1))
    columns = (Message.id, Message.kind, Message.state, Message.attempts, Message.last_error)
    with site.app.app_context():
        return [tuple(row) for row in db.session.execute(select(*columns).where(is_open))]
