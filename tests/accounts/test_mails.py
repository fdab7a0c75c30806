from datetime import UTC, datetime, timedelta

import pytest

from app.blueprints.accounts.models import MailedLink
from app.core import clock
from app.core.db import db
from app.outbox import post
from app.outbox.models import Message
from tests.snapshots import assert_snapshot
from tests.worker import deliver_all

KINDS = ("verify", "registered_already", "reset", "password_changed")


@pytest.fixture
def new_user(world):
    """Alex before his address was verified, at a fixed time."""
    clock.freeze(datetime(2026, 11, 21, 9, 30, tzinfo=UTC))
    world.alex.email_verified_at = None
    return world.alex


@pytest.mark.parametrize("kind", KINDS)
def test_mail_reads_as_approved(new_user, mailbox, kind):
    post(f"accounts.{kind}", {"user_id": new_user.id})
    deliver_all()
    mail = mailbox.last
    assert mail.to == [new_user.email]
    assert_snapshot(f"accounts/{kind}.txt", f"{mail.subject}\n\n{mail.text}")
    assert_snapshot(f"accounts/{kind}.html", mail.html)


def test_the_outbox_holds_no_token(new_user, mailbox):
    post("accounts.reset", {"user_id": new_user.id})
    deliver_all()
    message = db.session.query(Message).filter_by(kind="accounts.reset").one()
    token = mailbox.last.path("/password/reset/").rsplit("/", 1)[1]
    assert message.payload == {"user_id": new_user.id}
    assert token not in {link.token_hash for link in db.session.query(MailedLink)}


def test_a_mail_that_smtp_refuses_is_sent_again_with_a_link_that_works(new_user, mailbox):
    post("accounts.verify", {"user_id": new_user.id})
    mailbox.refusal = "451 Try later"
    assert deliver_all(failing=True) == 0
    mailbox.refusal = None
    clock.freeze(clock.now() + timedelta(minutes=1))
    assert deliver_all() == 1
    assert mailbox.last.path("/verify/")


def test_a_verified_user_is_not_asked_again(world, mailbox):
    post("accounts.verify", {"user_id": world.anna.id})
    deliver_all()
    assert mailbox.mails == []
