from dataclasses import replace

from app.core.requests import commit
from app.outbox import post
from tests.snapshots import assert_snapshot
from tests.worker import deliver_all

FACTS = {"id": 7, "kind": "ticket.mail", "error": "SMTPServerDisconnected in getreply (line 392)"}


def tell() -> None:
    post("operator.mail", {"template": "outbox/failed", "context": FACTS})
    commit()
    deliver_all()


def test_it_says_what_failed_and_what_to_do(world, mailbox):
    tell()
    assert mailbox.last.to == ["operator@travault.test"]
    assert_snapshot("outbox/failed.txt", f"{mailbox.last.subject}\n\n{mailbox.last.text}")
    assert_snapshot("outbox/failed.html", mailbox.last.html)


def test_without_an_operator_nobody_is_mailed(app, world, mailbox, monkeypatch):
    nobody = replace(app.extensions["settings"], operator_email="")
    monkeypatch.setitem(app.extensions, "settings", nobody)
    tell()
    assert mailbox.mails == []
