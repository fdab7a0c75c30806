"""Who gets which mail about a ticket, and how it reads."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from app.blueprints.tickets import actions
from app.core import clock
from app.core.db import db
from app.outbox.models import Message, claim
from tests.snapshots import assert_snapshot
from tests.worker import deliver_all

MORNING = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def after(**parts):
    clock.freeze(clock.now() + timedelta(**parts))


def mail_all():
    """Two minutes later what happened is mailed."""
    after(minutes=2)
    return deliver_all()


def plain(text):
    """Without what differs from run to run."""
    text = re.sub(r"/mail/[\d.]+", "/mail/1", text)
    return re.sub(r"ticket_action-\d+", "ticket_action-1", text)


@pytest.fixture
def ticket(world):
    """Anna's ticket #12 that Mark works on, at a fixed time."""
    clock.freeze(MORNING)
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
    mail_all()
    [mail] = mailbox.mails
    assert mail.to == [world.mark.email]
    assert mail.subject == SUBJECTS[kind]
    assert_snapshot(f"tickets/{kind}.txt", plain(f"{mail.subject}\n\n{mail.text}"))
    assert_snapshot(f"tickets/{kind}.html", plain(mail.html))


def test_whoever_gets_a_ticket_and_whoever_loses_it_hear_of_it(ticket, world, mailbox):
    actions.change_ticket(ticket, {"assignee": world.alex}, by=world.anna)
    mail_all()
    [gained], [lost] = mailbox.to(world.alex.email), mailbox.to(world.mark.email)
    assert gained.subject == "[#12] Hotel overcharge — assigned to you"
    assert lost.subject == "[#12] Hotel overcharge — assigned to Alex Ames"
    assert len(mailbox.mails) == 2
    assert_snapshot("tickets/assigned.txt", plain(f"{gained.subject}\n\n{gained.text}"))
    assert_snapshot("tickets/assigned.html", plain(gained.html))


def test_an_unassigned_ticket_is_its_owners(ticket, world, mailbox):
    ticket.assignee = None
    actions.change_ticket(ticket, {"priority": "high"}, by=world.alex)
    mail_all()
    assert [mail.to for mail in mailbox.mails] == [[world.anna.email]]


def test_nobody_is_told_what_they_did_themselves(ticket, world, mailbox):
    actions.change_ticket(ticket, {"priority": "high"}, by=world.mark)
    actions.close_ticket(ticket, by=world.mark)
    mail_all()
    assert mailbox.mails == []


def test_the_owner_hears_that_somebody_took_the_ticket_up(ticket, world, mailbox):
    ticket.assignee = None
    actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.alex)
    mail_all()
    assert [mail.to for mail in mailbox.mails] == [[world.anna.email]]


def test_who_left_the_agency_gets_no_mail(ticket, world, mailbox):
    world.mark.deactivated_at = clock.now()
    actions.change_ticket(ticket, {"priority": "high"}, by=world.anna)
    mail_all()
    assert mailbox.mails == []


def test_the_mails_of_a_ticket_are_one_conversation(ticket, world, mailbox):
    opened(ticket, world)
    new = db.session.query(type(ticket)).filter_by(number=1).one()
    mail_all()
    for priority in ("low", "medium"):
        actions.change_ticket(new, {"priority": priority}, by=world.anna)
        mail_all()
    root, first, second = (mail.message for mail in mailbox.mails)
    assert root["In-Reply-To"] is None
    assert root["Message-ID"] == f"<ticket-{new.agency_id}-{new.id}@travault.test>"
    for answer in (first, second):
        assert answer["In-Reply-To"] == answer["References"] == root["Message-ID"]
    newest = db.session.query(Message).order_by(Message.id.desc()).first()
    assert second["Message-ID"] == f"<outbox-{newest.id}@travault.test>" != first["Message-ID"]


def test_a_mail_leads_to_the_ticket(ticket, world, mailbox, browser):
    actions.change_ticket(ticket, {"priority": "high"}, by=world.anna)
    mail_all()
    path = mailbox.last.path("/tickets/")
    assert path == "/tickets/12"
    assert browser.as_("mark").get(path).status_code == 200


def test_the_outbox_holds_ids_only(ticket, world):
    actions.change_ticket(ticket, {"status": "in_progress"}, by=world.anna)
    payload = db.session.query(Message).filter_by(kind="ticket.mail").one().payload
    ids = [*payload.pop("event_ids"), *payload.values()]
    assert {type(value) for value in ids} == {int}


def test_no_mail_is_written_when_the_change_is_refused(browser, world, ticket):
    browser.as_("anna").post("/tickets/12/status", {"status": "nonsense"})
    assert db.session.query(Message).count() == 0


def test_a_colleague_of_the_same_name_does_not_read_that_it_is_theirs(ticket, world, mailbox):
    world.sara.first_name, world.sara.last_name = "Mark", "Mills"
    actions.change_ticket(ticket, {"assignee": world.sara}, by=world.anna)
    mail_all()
    subjects = {mail.to[0]: mail.subject for mail in mailbox.mails}
    assert subjects[world.sara.email].endswith("assigned to you")
    assert subjects[world.mark.email].endswith("assigned to Mark Mills")


def test_what_one_person_does_within_two_minutes_is_one_mail(ticket, world, mailbox):
    acted(ticket, world)
    after(seconds=60)
    actions.change_ticket(ticket, {"priority": "high"}, by=world.anna)
    after(seconds=59)
    assert deliver_all() == 0
    actions.change_ticket(ticket, {"status": "in_progress", "priority": "low"}, by=world.anna)
    after(seconds=1)
    deliver_all()
    [mail] = mailbox.mails
    assert mail.subject == "[#12] Hotel overcharge — status changed to In Progress"
    assert "Anna Archer added an action: Response and changed this ticket." in mail.text
    assert (
        "- Priority changed from Medium to Low\n- Status changed from Open to In Progress"
        in mail.text
    )
    mail_all()
    assert len(mailbox.mails) == 1


def test_two_minutes_after_the_first_change_another_mail_begins(ticket, world, mailbox):
    for seconds in (0, 119, 1, 119):
        after(seconds=seconds)
        acted(ticket, world)
    mail_all()
    assert [mail.subject[25:] for mail in mailbox.mails] == ["2 actions added"] * 2


def test_two_people_are_two_mails_in_one_conversation(ticket, world, mailbox):
    actions.watch(ticket, world.sara)
    acted(ticket, world)
    actions.change_ticket(ticket, {"priority": "high"}, by=world.mark)
    mail_all()
    assert {mail.to[0] for mail in mailbox.mails} == {world.sara.email, world.mark.email}
    assert len(mailbox.to(world.sara.email)) == 2
    assert "watch this ticket" in mailbox.to(world.sara.email)[0].text


def test_what_was_taken_back_within_the_two_minutes_is_not_mailed(ticket, world, mailbox):
    for priority in ("high", "medium"):
        actions.change_ticket(ticket, {"priority": priority}, by=world.anna)
    mail_all()
    assert mailbox.mails == []


def test_a_change_while_the_mail_is_under_way_is_a_mail_of_its_own(ticket, world, mailbox):
    actions.change_ticket(ticket, {"priority": "high"}, by=world.anna)
    first = db.session.query(Message).filter_by(kind="ticket.mail").one()
    after(minutes=2)
    claim(first.id, timedelta(seconds=60))
    actions.change_ticket(ticket, {"priority": "low"}, by=world.anna)
    second = db.session.query(Message).filter_by(kind="ticket.mail", state="pending").one()
    assert len(first.payload["event_ids"]) == len(second.payload["event_ids"]) == 1
    assert first.dedupe_key != second.dedupe_key


def test_a_mail_that_failed_keeps_what_it_tells_and_loses_nothing(ticket, world, mailbox):
    mailbox.refusal = "451 Try later"
    actions.change_ticket(ticket, {"priority": "high"}, by=world.anna)
    after(minutes=2)
    deliver_all(failing=True)
    actions.change_ticket(ticket, {"status": "in_progress"}, by=world.anna)
    mailbox.refusal = None
    mail_all()
    assert [mail.subject.rpartition("— ")[2] for mail in mailbox.mails] == [
        "priority changed to High",
        "status changed to In Progress",
    ]


def test_whom_a_text_mentions_is_told_so_once(ticket, world, mailbox):
    details = {"kind": "update", "details": "@Alex Ames, please call the hotel"}
    actions.add_action(ticket, details, by=world.anna)
    mail_all()
    [told] = mailbox.to(world.alex.email)
    assert told.subject == "[#12] Hotel overcharge — you were mentioned"
    assert "Anna Archer added an action: Update and mentioned you." in told.text
    assert mailbox.to(world.mark.email)[0].subject == "[#12] Hotel overcharge — Update added"


def test_the_contact_of_the_client_gets_nothing(ticket, world, mailbox):
    for happen in (acted, reopened):
        happen(ticket, world)
    mail_all()
    assert mailbox.to(ticket.contact.email) == []
    assert [mail.to for mail in mailbox.mails] == [[world.mark.email]]


def test_a_browser_shows_the_mail_to_colleagues_alone(ticket, world, mailbox, browser):
    acted(ticket, world)
    mail_all()
    path = mailbox.last.path("/tickets/12/mail")
    shown = browser.as_("mark").get(path)
    assert "The hotel <strong>refunds</strong>" in shown.text
    assert "script" not in shown.headers["Content-Security-Policy"]
    assert browser.as_("hugo").get(path).status_code == 404
    assert browser.get(path).status_code == 303
    assert browser.as_("mark").get("/tickets/12/mail/x.0").status_code == 404


def test_another_agencys_event_is_not_shown_in_a_ticket_of_the_same_number(
    ticket, world, mailbox, browser
):
    acted(ticket, world)
    mail_all()
    path = mailbox.last.path("/tickets/12/mail")
    with world.other_agency() as hugo:
        world.ticket(owner=hugo, number=12)
    assert browser.as_("hugo").get(path).status_code == 404


def test_a_preview_says_what_would_be_mailed_and_to_whom_and_keeps_nothing(ticket, world, browser):
    actions.watch(ticket, world.sara)
    ticket_id = ticket.id
    data = {"kind": "outcome", "details": "@Alex Ames: **refunded**"}
    shown = browser.as_("anna").post("/tickets/12/mail", data, htmx=True)
    assert shown.status_code == 200
    assert "Mark Mills, Sara Stone, Alex Ames" in shown.text
    assert "[#12] Hotel overcharge — you were mentioned" in shown.text
    assert db.session.query(Message).count() == 0
    assert db.session.get_one(type(ticket), ticket_id).last_action == 0


def test_a_preview_without_text_says_what_is_missing(ticket, browser):
    shown = browser.as_("anna").post("/tickets/12/mail", {"kind": "outcome"}, htmx=True)
    assert shown.status_code == 422
    assert "Write what was done" in shown.text


def test_a_preview_of_what_nobody_would_be_told(ticket, world, browser):
    ticket.owner = ticket.assignee = world.mark
    data = {"kind": "outcome", "details": "Done"}
    shown = browser.as_("mark").post("/tickets/12/mail", data=data)
    assert "Nobody would get a mail" in shown.text
