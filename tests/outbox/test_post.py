from datetime import timedelta

from sqlalchemy import select

from app.core import clock, tenancy
from app.core.db import db
from app.core.requests import commit, rollback
from app.outbox import Message, cancel, post
from tests import cast


def messages() -> list[Message]:
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def test_a_message_is_enqueued_once_it_is_committed(world, enqueued):
    message_id = post("test.note", {"text": "hello"})
    assert enqueued == []
    commit()
    assert enqueued == [message_id]


def test_a_message_that_is_rolled_back_is_neither_there_nor_enqueued(world, enqueued):
    post("test.note", {})
    rollback()
    commit()
    assert (messages(), enqueued) == ([], [])


def test_a_message_for_later_is_left_to_the_sweep(world, enqueued):
    post("test.note", {}, deliver_at=clock.now() + timedelta(hours=1))
    commit()
    assert enqueued == []


def test_a_message_belongs_to_the_agency_that_is_entered(world):
    post("test.note", {})
    tenancy.leave()
    post("test.note", {})
    assert [m.agency_id for m in messages()] == [cast.ids["Meridian Travel"], None]


def test_the_same_key_is_posted_once(world, enqueued):
    first = post("test.note", {}, dedupe_key="reminder:1")
    assert first
    assert post("test.note", {}, dedupe_key="reminder:1") is None
    commit()
    assert post("test.note", {}, dedupe_key="reminder:1") is None
    commit()
    assert enqueued == [first]


def test_a_message_can_be_taken_back_until_it_is_started(world, note, worker):
    for key in ("started", "waiting"):
        post("test.note", {"text": key}, dedupe_key=key, deliver_at=clock.ago(hours=1))
    commit()
    worker.deliver(messages()[0].id)
    cancel("started")
    cancel("waiting")
    assert [m.dedupe_key for m in messages()] == ["started"]
    assert post("test.note", {"text": "again"}, dedupe_key="waiting")
