"""Who gets which mail about a ticket, and how it reads."""

from datetime import UTC, datetime

import pytest

from app.blueprints.tickets import actions
from app.core import clock
from app.core.db import db
from app.outbox.models import Message
from tests.snapshots import assert_snapshot
from tests.worker import deliver_all


@pytest.fixture
def ticket(world):
    """Anna's ticket #12 that Mark works on, at a fixed time."""
    clock.freeze(datetime(2026, 11, 21, 9, 30, tzinfo=UTC))
    company = world.company(name="Acme & Sons")
    contact = world.contact(company, first_name="Carol", last_name="Clark")
    return world.ticket(
        company, number=12, contact_id=contact.id, assignee_id=world.mark.id,
        subject="Hotel overcharge", description="Charged **twice** for the same night.",
    )  # fmt: skip


def opened(ticket, world):
    values = {
        "company": ticket.company, "contact": ticket.contact, "assignee": world.mark,
        "subject": "Visa for <Oslo>", "description": "Is *one* needed?", "priority": "high",
        "category_type": "client", "category": "query",
    }  # fmt: skip
    actions.open_ticket(values, by=world.anna)


def acted(ticket, world):
    details = {"kind": "response", "details": "The hotel **refunds** the second night."}
    actions.add_action(ticket, details, by=world.anna)


def reopened(ticket, world):
    ticket.close(by=world.anna)
    actions.reopen_ticket(ticket, "The refund never came", by=world.anna)


HAPPENINGS = {
    "created": opened,
    "updated": lambda t, w: actions.change_ticket(
        t, {"priority": "high", "category": "query"}, by=w.anna
    ),
    "action": acted,
    "status": lambda t, w: actions.change_ticket(t, {"status": "in_progress"}, by=w.anna),
    "closed": lambda t, w: actions.close_ticket(t, by=w.anna),
    "reopened": reopened,
}
SUBJECTS = {
    "created": "[#1] Visa for <Oslo> — opened",
    "updated": "[#12] Hotel overcharge — updated",
    "action": "[#12] Hotel overcharge — Response added",
    "status": "[#12] Hotel overcharge — status changed to In Progress",
    "closed": "[#12] Hotel overcharge — closed",
    "reopened": "[#12] Hotel overcharge — reopened",
}


@pytest.mark.parametrize("kind", HAPPENINGS)
def test_mail_reads_as_approved(ticket, world, mailbox, kind):
    HAPPENINGS[kind](ticket, world)
    deliver_all()
    [mail] = mailbox.mails
    assert mail.to == [world.mark.email]
    assert mail.subject == SUBJECTS[kind]
    assert_snapshot(f"tickets/{kind}.txt", f"{mail.subject}\n\n{mail.text}")
    assert_snapshot(f"tickets/{kind}.html", mail.html)


def test_whoever_gets_a_ticket_and_whoever_loses_it_hear_of_it(ticket, world, mailbox):
    actions.change_ticket(ticket, {"assignee": world.alex}, by=world.anna)
    deliver_all()
    [gained], [lost] = mailbox.to(world.alex.email), mailbox.to(world.mark.email)
    assert gained.subject == "[#12] Hotel overcharge — assigned to you"
    assert lost.subject == "[#12] Hotel overcharge — assigned to Alex Ames"
    assert len(mailbox.mails) == 2
    assert_snapshot("tickets/assigned.txt", f"{gained.subject}\n\n{gained.text}")
    assert_snapshot("tickets/assigned.html", gained.html)


def test_an_unassigned_ticket_is_its_owners(ticket, world, mailbox):
    ticket.assignee = None
    actions.change_ticket(ticket, {"priority": "high"}, by=world.alex)
    deliver_all()
    assert [mail.to for mail in mailbox.mails] == [[world.anna.email]]


def test_nobody_is_told_what_they_did_themselves(ticket, world, mailbox):
    actions.change_ticket(ticket, {"priority": "high"}, by=world.mark)
    actions.close_ticket(ticket, by=world.mark)
    deliver_all()
    assert mailbox.mails == []


def test_the_owner_hears_that_somebody_took_the_ticket_up(ticket, world, mailbox):
    ticket.assignee = None
    actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.alex)
    deliver_all()
    assert [mail.to for mail in mailbox.mails] == [[world.anna.email]]


def test_who_left_the_agency_gets_no_mail(ticket, world, mailbox):
    world.mark.deactivated_at = clock.now()
    actions.change_ticket(ticket, {"priority": "high"}, by=world.anna)
    deliver_all()
    assert mailbox.mails == []


def test_the_mails_of_a_ticket_are_one_conversation(ticket, world, mailbox):
    for priority in ("high", "low"):
        actions.change_ticket(ticket, {"priority": priority}, by=world.anna)
    deliver_all()
    first, second = (mail.message for mail in mailbox.mails)
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]
    newest = db.session.query(Message).order_by(Message.id.desc()).first()
    assert second["Message-ID"] == f"<outbox-{newest.id}@travault.test>"


def test_a_mail_leads_to_the_ticket(ticket, world, mailbox, browser):
    actions.change_ticket(ticket, {"priority": "high"}, by=world.anna)
    deliver_all()
    path = mailbox.last.path("/tickets/")
    assert path == "/tickets/12"
    assert browser.as_("mark").get(path).status_code == 200


def test_the_outbox_holds_ids_only(ticket, world):
    actions.change_ticket(ticket, {"status": "in_progress"}, by=world.anna)
    payload = db.session.query(Message).filter_by(kind="ticket.mail").one().payload
    assert {type(value) for value in payload.values()} == {int}


def test_no_mail_is_written_when_the_change_is_refused(browser, world, ticket):
    browser.as_("anna").post("/tickets/12/status", {"status": "nonsense"})
    assert db.session.query(Message).count() == 0


def test_a_colleague_of_the_same_name_does_not_read_that_it_is_theirs(ticket, world, mailbox):
    world.sara.first_name, world.sara.last_name = "Mark", "Mills"
    actions.change_ticket(ticket, {"assignee": world.sara}, by=world.anna)
    deliver_all()
    subjects = {mail.to[0]: mail.subject for mail in mailbox.mails}
    assert subjects[world.sara.email].endswith("assigned to you")
    assert subjects[world.mark.email].endswith("assigned to Mark Mills")
