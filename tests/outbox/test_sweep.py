import logging
from contextvars import Context
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import create_app
from app.core import clock, redis
from app.core.db import db
from app.core.requests import commit
from app.core.submissions import Submission
from app.outbox import Message, heartbeat, post, queue, sweep
from app.outbox.models import DONE, FAILED, PROCESSING

MINUTE = timedelta(minutes=1)


@pytest.fixture
def valkey(app, world):
    """The real queue, empty."""
    app.extensions["enqueue"] = queue._enqueue_in_redis
    redis.connection().flushdb()
    yield redis.connection()
    redis.connection().flushdb()


@pytest.fixture
def valkey_away(app, tmp_path):
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, redis_url=f"unix://{tmp_path}/none.sock")
    yield lambda: app.extensions.update(settings=settings)
    app.extensions["settings"] = settings


def posted(**values) -> Message:
    message = db.session.get_one(Message, post("test.note", {"text": "hello"}))
    for name, value in values.items():
        setattr(message, name, value)
    commit()
    return message


def test_it_enqueues_what_is_due(world, enqueued):
    message = posted(deliver_at=clock.ago(hours=1))
    enqueued.clear()
    assert sweep.sweep() == 1
    assert enqueued == [message.id]


def test_it_leaves_the_future_and_the_past_alone(world, enqueued):
    posted(deliver_at=clock.now() + MINUTE)
    posted(state=DONE)
    posted(state=FAILED)
    enqueued.clear()
    assert (sweep.sweep(), enqueued) == (0, [])


def test_it_enqueues_what_a_killed_worker_left(world, enqueued):
    held = posted(state=PROCESSING, locked_until=clock.now() + MINUTE)
    left = posted(state=PROCESSING, locked_until=clock.now() - MINUTE)
    enqueued.clear()
    assert (sweep.sweep(), enqueued) == (1, [left.id])
    assert held.state == PROCESSING


def test_it_does_not_fill_the_queue_with_what_waits_there_already(valkey):
    posted()
    assert [sweep.sweep() for _ in range(3)] == [0, 0, 0]
    assert len(queue.rq_queue(valkey).job_ids) == 1


def test_it_finds_everything_again_after_a_flush(valkey):
    messages = [posted() for _ in range(3)]
    valkey.flushall()
    assert sweep.sweep() == 3
    assert queue.waiting() == {message.id for message in messages}


def test_a_job_is_enqueued_with_the_time_of_its_kind(valkey, note):
    message = posted()
    [job] = queue.rq_queue(valkey).jobs
    assert (job.id, job.args, job.timeout) == (f"outbox-{message.id}", [message.id], 60)


def test_with_redis_away_work_goes_on_and_is_delivered_later(valkey, valkey_away, note, worker):
    message = posted()
    assert sweep.sweep() == 0
    assert heartbeat.sweep_problem() is None
    valkey_away()
    assert sweep.sweep() == 1
    assert queue.waiting() == {message.id}
    assert worker.deliver(message.id) is True
    assert note.done == ["hello"]


def test_with_redis_away_requests_succeed(valkey, valkey_away, world, browser):
    answer = browser.as_("anna").post(
        "/exports", {"kind": "ticket", "subject_id": world.ticket().id}
    )
    assert answer.status_code == 303
    kinds = db.session.scalars(select(Message.kind).order_by(Message.id)).all()
    assert "export.make" in kinds


def test_done_messages_are_kept_for_a_month(world):
    old = posted(state=DONE, done_at=clock.ago(days=31))
    recent = posted(state=DONE, done_at=clock.ago(days=29))
    failed = posted(state=FAILED, deliver_at=clock.ago(days=90))
    sweep.forget_old()
    left = db.session.scalars(select(Message.id).order_by(Message.id)).all()
    assert left == [recent.id, failed.id]
    assert old.id not in left


def test_tokens_of_forms_are_kept_for_a_week(world):
    for token, days in (("old", 8), ("recent", 6)):
        db.session.add(Submission(token=token, created_at=clock.ago(days=days)))
    with world.other_agency():
        db.session.add(Submission(token="theirs", created_at=clock.ago(days=8)))
    sweep.forget_old()
    assert db.session.scalars(select(Submission.token)).all() == ["recent"]
    with world.other_agency():
        assert db.session.scalars(select(Submission.token)).all() == []


def test_without_the_address_of_redis_everything_waits(app, world, monkeypatch):
    monkeypatch.setitem(app.extensions, "enqueue", queue._enqueue_in_redis)
    settings = replace(app.extensions["settings"], redis_url="")
    monkeypatch.setitem(app.extensions, "settings", settings)
    posted()
    assert sweep.sweep() == 0
    assert heartbeat.worker_problem() == "unknown, because Redis does not answer"


def test_a_database_that_is_away_is_waited_for(app, tmp_path, caplog):
    url = f"postgresql://travault@/travault?host={tmp_path}"
    away = create_app(replace(app.extensions["settings"], database_url=url))
    rounds = iter([True, True, False, False, False])
    with caplog.at_level(logging.WARNING):
        sweep.run_for_ever(away, 1, lambda: next(rounds))
    assert "sweep waits for the database" in caplog.text


def test_its_silence_is_a_problem(world):
    assert heartbeat.sweep_problem()
    sweep.sweep()
    assert heartbeat.sweep_problem() is None
    clock.freeze(clock.now() + timedelta(minutes=4))
    assert heartbeat.sweep_problem()


@pytest.mark.usefixtures("note")
def test_commands_work_without_redis(app, valkey_away, world):
    posted()
    broken = posted(kind="test.none", attempts=9)

    def said(command: str) -> str:
        invoke = app.test_cli_runner().invoke
        return Context().run(lambda: invoke(args=["outbox", command]).output)

    assert said("sweep") == "Enqueued 0 messages.\n"
    assert said("work") == "Delivered 1 messages.\n"
    assert f"{broken.id}  test.none  10 tries  UnknownKind" in said("failed")
    assert said("retry") == "Trying 1 messages again.\n"
    assert said("failed") == ""
