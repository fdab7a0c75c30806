"""What a ticket allows, and what it remembers."""

import pytest

from app.blueprints.tickets import actions
from app.blueprints.tickets.models import Action, Subject
from app.blueprints.tickets.timeline import timeline
from app.core.db import db
from app.core.errors import Conflict
from app.core.events import Event


def lines(ticket) -> list[str]:
    return [line for entry in timeline(ticket) for line in entry.lines]


def test_a_save_is_one_event_that_tells_every_change(world):
    ticket = world.ticket()
    event = ticket.change({"priority": "high", "assignee": world.mark}, by=world.anna)
    assert event.kind == "ticket.changed"
    assert lines(ticket) == [
        "Priority changed from Medium to High",
        "Assigned to changed from Not assigned to Mark Mills",
    ]


def test_a_save_without_a_change_is_no_event(world):
    ticket = world.ticket(priority="low")
    assert ticket.change({"priority": "low"}, by=world.anna) is None
    assert db.session.query(Event).count() == 0


def test_a_long_text_is_not_told_twice(world):
    ticket = world.ticket()
    ticket.change({"description": "Another text"}, by=world.anna)
    assert lines(ticket) == ["Description changed"]


def test_any_status_may_follow_any_other(world):
    ticket = world.ticket()
    for status in ("development", "open", "in_progress", "closed"):
        ticket.change({"status": status}, by=world.anna)
        assert ticket.status == status
    assert ticket.closed_at is not None
    assert timeline(ticket)[-1].heading == "Ticket closed"


def test_a_closed_ticket_cannot_be_changed(world):
    ticket = world.ticket()
    ticket.close(by=world.anna)
    with pytest.raises(Conflict, match="closed and cannot be changed"):
        ticket.change({"priority": "high"}, by=world.anna)
    with pytest.raises(Conflict):
        actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.anna)


def test_reopening_is_remembered_with_its_reason(world):
    ticket = world.ticket()
    ticket.close(by=world.mark)
    ticket.reopen("The refund never came", by=world.anna)
    assert (ticket.status, ticket.closed_at) == ("open", None)
    assert lines(ticket)[-2:] == ["Status changed from Closed to Open", "The refund never came"]
    ticket.change({"priority": "high"}, by=world.mark)


def test_an_open_ticket_cannot_be_reopened(world):
    with pytest.raises(Conflict, match="open already"):
        world.ticket().reopen("Why not", by=world.anna)


def test_an_action_on_an_unassigned_ticket_makes_it_the_writers(world):
    ticket = world.ticket()
    action = actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.alex)
    assert (action.number, ticket.assignee) == (1, world.alex)
    assert "Assigned to changed from Not assigned to Alex Ames" in lines(ticket)
    assert ticket.company.last_activity_at is not None


def test_an_action_on_somebodys_ticket_leaves_it_theirs(world):
    ticket = world.ticket(assignee_id=world.mark.id)
    actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.alex)
    assert ticket.assignee == world.mark


def test_an_edited_action_says_so(world):
    ticket = world.ticket()
    action = actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.alex)
    action.edit({"kind": "update", "details": "Called"}, by=world.alex)
    assert action.edited_at is None
    action.edit({"kind": "outcome", "details": "Called"}, by=world.anna)
    assert action.edited_at is not None


def test_an_action_of_a_closed_ticket_cannot_be_edited(world):
    ticket = world.ticket()
    action = actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.alex)
    ticket.close(by=world.anna)
    with pytest.raises(Conflict):
        action.edit({"details": "Never called"}, by=world.alex)
    assert db.session.query(Action).one().details == "Called"


def test_each_agency_has_its_own_wording_of_a_subject(world):
    ours = Subject.named("Hotel")
    with world.other_agency():
        assert Subject.named("hotel").id != ours.id
    assert Subject.named(" HOTEL ").id == ours.id
