"""While people work, everything is killed at random: no change and no mail may get lost."""

import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import cycle, islice

import pytest
from sqlalchemy import select

from app.blueprints.activities.models import Reminder
from app.blueprints.tickets.choices import STATUSES
from app.blueprints.tickets.models import Ticket
from app.core import clock, tenancy
from app.core.db import db
from app.core.events import Event
from app.outbox import queue
from app.outbox.models import DONE, Message
from tests import cast, factories
from tests.activities.typed import call
from tests.chaos.monkey import Monkey, children
from tests.chaos.visitor import Visitor

CHANGERS = ("anna", "mark", "alex")
TICKETS, CHANGES_EACH, REMINDERS = 20, 10, 50
COURSE = list(islice(cycle(("in_progress", "development", "open")), CHANGES_EACH))
THINKING_SECONDS = 0.25
SETTLE_SECONDS = 120
Step = tuple[str, dict]


@pytest.mark.parametrize("seed", [int(os.environ.get("CHAOS_SEED", "7"))])
def test_no_change_and_no_mail_is_lost(site, valkey, peer, seed):
    contact, numbers = in_agency(site, make_records)
    shares = {"sara": list(calls(contact))}
    shares |= {who: list(changes(numbers[at :: len(CHANGERS)])) for at, who in enumerate(CHANGERS)}
    monkey = Monkey(site, valkey, seed)
    monkey.start()
    with ThreadPoolExecutor(len(shares)) as pool:
        statuses = [
            s
            for answers in pool.map(lambda who: work(site, who, shares[who]), shares)
            for s in answers
        ]
    monkey.stop()
    settle(site)

    assert Counter(statuses) == {303: TICKETS * CHANGES_EACH + REMINDERS}
    in_agency(site, lambda: check_tickets(numbers))
    in_agency(site, lambda: check_reminders(peer))
    expected = in_agency(site, mails)
    assert len(expected) == TICKETS * CHANGES_EACH + REMINDERS
    assert set(peer.arrived) == expected
    print(f"\n{dict(monkey.deeds)}: {len(expected)} mails, {peer.repeats} repeated, none lost")


def make_records():
    contact = factories.contact()
    assignee = {"assignee_id": cast.ids["sara"]}
    return contact, [factories.ticket(**assignee).number for _ in range(TICKETS)]


def changes(numbers: list[int]):
    for status in COURSE:
        for number in numbers:
            yield f"/tickets/{number}/status", {"status": status}


def calls(contact):
    """Half of the reminders are due at once, half within a minute, when only the sweep finds them."""
    for number in range(REMINDERS):
        moment = clock.now() + timedelta(minutes=1 if number % 2 else -1)
        reminder = {
            "remind_on": f"{moment:%Y-%m-%d}",
            "remind_at": f"{moment:%H:%M}",
            "remind_message": f"Remind {number}",
        }
        form = call(contact, submission=f"call-{number}", **reminder)
        yield f"/companies/{contact.company_id}/calls", form


def work(site, who: str, steps: list[Step]) -> list[int]:
    visitor = Visitor(site, who)
    answers = []
    for url, form in steps:
        answers.append(visitor.post(url, form))
        time.sleep(THINKING_SECONDS)
    return answers


def check_tickets(numbers: list[int]) -> None:
    """Each has gone through its whole course, once."""
    labels = [STATUSES.label(status) for status in COURSE]
    for ticket in db.session.scalars(select(Ticket).where(Ticket.number.in_(numbers))):
        history = select(Event.data).where(
            Event.subject_type == "ticket", Event.subject_id == ticket.id
        )
        events = db.session.scalars(history.order_by(Event.id)).all()
        assert [event["changes"][0]["to"] for event in events] == labels
        assert ticket.status == COURSE[-1]


def check_reminders(peer) -> None:
    reminders = db.session.scalars(select(Reminder)).all()
    assert sorted(r.message for r in reminders) == sorted(f"Remind {n}" for n in range(REMINDERS))
    assert all(reminder.mailed_at for reminder in reminders)


def mails() -> set[str]:
    """The Message-IDs of what the committed changes promised."""
    messages = db.session.scalars(select(Message)).all()
    tickets = {f"outbox-{m.id}" for m in messages if m.kind == "ticket.mail"}
    reminders = {f"reminder-{r.id}-{r.version}" for r in db.session.scalars(select(Reminder))}
    return {f"<{name}@127.0.0.1>" for name in tickets | reminders}


def in_agency(site, call):
    with site.app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        found = call()
        db.session.commit()
        return found


def settle(site) -> None:
    """Waits until every message is done; what is not by then is stuck."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while stuck := unfinished(site):
        assert time.monotonic() < deadline, told(site, stuck)
        time.sleep(1)


def told(site, stuck: list[tuple]) -> str:
    """What there is to see when messages are stuck."""
    with site.app.app_context():
        waiting = queue.waiting()
    processes = [(p.pid, p.status()) for p in children(site.processes["worker"].pid)]
    end = site.log("worker")[-6000:]
    return f"stuck: {stuck}\nin Redis: {waiting}\nunder the worker: {processes}\n{end}"


def unfinished(site) -> list[tuple]:
    is_open = (Message.state != DONE) & (Message.deliver_at < clock.now() + timedelta(hours=1))
    columns = (Message.id, Message.kind, Message.state, Message.attempts, Message.last_error)
    with site.app.app_context():
        return [tuple(row) for row in db.session.execute(select(*columns).where(is_open))]
