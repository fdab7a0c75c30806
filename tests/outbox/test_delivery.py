from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from app.blueprints.crm.companies.models import Company
from app.core import clock, tenancy
from app.core.db import db
from app.core.requests import commit
from app.outbox import Message, handles, post
from app.outbox.delivery import PAUSES
from app.outbox.kinds import KINDS
from app.outbox.models import DONE, FAILED, PENDING, PROCESSING, claim
from tests import cast

NOON = clock.now().replace(hour=12)


@pytest.fixture(autouse=True)
def _noon(rolled_back):
    clock.freeze(NOON)


def posted(kind: str = "test.note", **payload) -> Message:
    message_id = post(kind, {"text": "hello"} if kind == "test.note" else payload)
    commit()
    return db.session.get_one(Message, message_id)


def pass_time(**parts) -> None:
    clock.freeze(clock.now() + timedelta(**parts))


def operator_mails() -> list[Message]:
    return list(db.session.scalars(select(Message).where(Message.kind == "operator.mail")))


def test_a_message_is_worked_and_marked_done(note, worker):
    message = posted()
    assert worker.deliver(message.id) is True
    assert note.done == ["hello"]
    assert (message.state, message.done_at, message.locked_until) == (DONE, NOON, None)


def test_a_message_is_worked_once(note, worker):
    message = posted()
    assert [worker.deliver(message.id) for _ in range(3)] == [True, False, False]
    assert note.done == ["hello"]


@pytest.mark.parametrize("message_id", [0, 2**60])
def test_a_message_that_is_gone_is_no_error(world, worker, message_id):
    assert worker.deliver(message_id) is False


def test_nothing_is_done_before_its_time(note, worker):
    message_id = post("test.note", {"text": "later"}, deliver_at=NOON + timedelta(hours=1))
    assert worker.deliver(message_id) is False
    pass_time(hours=1)
    assert worker.deliver(message_id) is True


def test_a_job_works_within_the_agency_of_its_message_only(note, world, worker):
    seen = {}

    @handles("test.look")
    def look(message):
        seen[message.agency_id] = [c.name for c in db.session.scalars(select(Company))]

    world.company(name="Ours")
    posted("test.look")
    with world.other_agency():
        world.company(name="Theirs")
        post("test.look", {})
    tenancy.leave()
    post("test.look", {})
    worker.work()
    assert seen == {
        cast.ids["Meridian Travel"]: ["Ours"],
        cast.ids["Harbour Travel"]: ["Theirs"],
        None: [],
    }


def test_what_one_job_loaded_the_next_does_not_see(note, world, worker):
    company = world.company()
    found = []

    @handles("test.get")
    def get(message):
        found.append(db.session.get(Company, company.id))

    posted("test.get")
    with world.other_agency():
        post("test.get", {})
    worker.work()
    assert [bool(company) for company in found] == [True, False]


def test_work_that_fails_leaves_nothing_behind(note, world, worker):
    @handles("test.half")
    def half(message):
        world.company(name="Half done")
        post("test.note", {"text": "too early"})
        raise OSError

    posted("test.half")
    worker.work()
    names = db.session.scalars(select(Company.name)).all()
    kinds = db.session.scalars(select(Message.kind)).all()
    assert (names, kinds) == ([], ["test.half"])


def test_a_failure_is_tried_again_after_a_pause(note, worker):
    note.error = OSError("451 carol@client.test: try later")
    message = posted()
    assert worker.deliver(message.id) is False
    assert (message.state, message.attempts, message.locked_until) == (PENDING, 1, None)
    assert message.last_error.startswith("OSError in work (line ")
    assert "carol" not in message.last_error
    assert NOON + PAUSES[0] * 0.8 <= message.deliver_at <= NOON + PAUSES[0] * 1.2
    assert worker.deliver(message.id) is False
    assert message.attempts == 1
    note.error = None
    pass_time(seconds=7)
    assert worker.deliver(message.id) is True
    assert (message.state, message.last_error) == (DONE, None)


def test_the_pauses_grow(note, worker):
    note.error = OSError()
    message = posted()
    pauses = []
    for _ in range(2):
        worker.deliver(message.id)
        pauses.append(message.deliver_at - clock.now())
        clock.freeze(message.deliver_at)
    assert pauses[0] < pauses[1]


def test_after_the_last_try_it_has_failed_and_the_operator_is_told(note, worker):
    note.error = OSError()
    message = posted()
    for _ in range(3):
        worker.deliver(message.id)
        clock.freeze(max(clock.now(), message.deliver_at))
    assert (message.state, message.attempts) == (FAILED, 3)
    assert note.given_up == ["hello"]
    [mail] = operator_mails()
    assert mail.agency_id is None
    assert mail.payload["context"]["id"] == message.id
    assert worker.deliver(message.id) is False


def test_a_mail_to_the_operator_that_fails_makes_no_other(world, worker, monkeypatch):
    message = posted("operator.mail", template="no/such/template", context={})
    for _ in range(KINDS["operator.mail"].attempts):
        worker.deliver(message.id)
        clock.freeze(max(clock.now(), message.deliver_at))
    assert message.state == FAILED
    assert len(operator_mails()) == 1


def test_giving_up_that_fails_itself_does_not_keep_the_message_going(note, worker):
    @handles("test.stubborn", attempts=1, give_up=lambda message: 1 / 0)
    def work(message):
        raise OSError

    message = posted("test.stubborn")
    worker.deliver(message.id)
    assert message.state == FAILED
    assert len(operator_mails()) == 1


def test_what_failed_can_be_tried_again(note, worker, enqueued):
    note.error = OSError()
    message = posted()
    db.session.execute(update(Message).values(state=FAILED, attempts=3))
    db.session.refresh(message)
    note.error = None
    message.retry()
    commit()
    assert enqueued == [message.id, message.id]
    assert worker.deliver(message.id) is True


def test_only_what_failed_can_be_tried_again(note, worker, enqueued):
    message = posted()
    worker.deliver(message.id)
    message.retry()
    commit()
    assert (message.state, enqueued) == (DONE, [message.id])


def test_a_kind_that_is_not_known_yet_waits_for_the_next_release(world, worker):
    message = posted("test.of-tomorrow")
    worker.deliver(message.id)
    assert (message.state, message.attempts) == (PENDING, 1)
    assert message.last_error.startswith("UnknownKind")


def test_a_message_in_the_hands_of_a_worker_is_left_to_it(note, worker):
    message = posted()
    claim(message.id, timedelta(seconds=60))
    pass_time(seconds=59)
    assert worker.deliver(message.id) is False
    assert (message.state, note.done) == (PROCESSING, [])


def test_a_lock_that_ran_out_is_taken_over(note, worker):
    message = posted()
    claim(message.id, timedelta(seconds=60))
    pass_time(seconds=61)
    assert worker.deliver(message.id) is True
    assert (message.state, message.attempts) == (DONE, 2)


def test_a_message_that_kills_every_worker_fails(note, worker):
    message = posted()
    for _ in range(3):
        claim(message.id, timedelta(seconds=60))
        pass_time(seconds=61)
    worker.deliver(message.id)
    assert (message.state, note.done) == (FAILED, [])
    assert message.last_error.startswith("WorkerLost")
    assert len(operator_mails()) == 1


def test_a_worker_that_lost_the_message_undoes_its_work(note, world, worker):
    """It was too slow, another one has begun: two of them must not both write."""

    @handles("test.slow", seconds=10)
    def slow(message):
        pass_time(seconds=60)
        claim(message.id, timedelta(seconds=60))
        commit()
        world.company(name="Written twice")

    message = posted("test.slow")
    assert worker.deliver(message.id) is False
    assert db.session.scalars(select(Company)).all() == []
    assert (message.state, message.attempts, message.last_error) == (PROCESSING, 2, None)


def test_a_job_may_commit_as_it_goes(note, world, worker):
    @handles("test.batches")
    def batches(message):
        for number in range(3):
            world.company(name=f"Row {number}")
            commit()
            assert db.session.scalar(text("select count(*) from company")) == number + 1

    message = posted("test.batches")
    assert worker.deliver(message.id) is True
    assert len(db.session.scalars(select(Company)).all()) == 3
