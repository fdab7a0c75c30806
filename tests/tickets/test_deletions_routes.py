"""A closed ticket refuses every change there is; deleting tickets and actions, and their return."""

import pytest
from flask import url_for

from app.blueprints import bin
from app.blueprints.bin.models import Deletion
from app.blueprints.tickets import actions
from app.blueprints.tickets.models import Action, Ticket
from app.core.db import db
from app.core.events import Event
from tests.isolation import RECORDS

# What changes nothing of the ticket itself, and what opens it again.
ALLOWED = {"tickets.choices", "tickets.orders", "tickets.reopenings", "tickets.watches"}


@pytest.fixture
def ticket(world):
    ticket = world.ticket(number=12, assignee_id=world.anna.id)
    actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.anna)
    return ticket


def changes_of_a_ticket(app):
    for rule in app.url_map.iter_rules():
        resource = rule.endpoint.rpartition(".")[0]
        if resource.startswith("tickets.") and "number" in rule.arguments:
            for method in rule.methods & {"POST", "PATCH", "PUT", "DELETE"}:
                yield resource, method, rule


def test_a_closed_ticket_refuses_every_change_whoever_asks(app, browser, world, ticket):
    actions.close_ticket(ticket, by=world.anna)
    db.session.commit()
    before, answers = db.session.query(Event).count(), {}
    for resource, method, rule in changes_of_a_ticket(app):
        parts = {"number": 12, "action_number": 1, "name": "priority"}
        with app.test_request_context():
            wanted = {name: parts[name] for name in rule.arguments}
            url = url_for(rule.endpoint, **wanted, _method=method)
        for who in ("anna", "mark"):
            status = browser.as_(who).open(method, url).status_code
            if resource not in ALLOWED and (who == "anna" or status != 403):
                answers[who, method, url] = status
    assert len(answers) > 15
    assert {key: status for key, status in answers.items() if status != 409} == {}
    assert db.session.query(Event).count() == before
    assert {name for name in RECORDS if name.startswith("tickets.")} >= ALLOWED


def test_forms_for_deleting_a_closed_ticket_are_not_shown(browser, world, ticket):
    actions.close_ticket(ticket, by=world.anna)
    for address in ("/tickets/12/deletion", "/tickets/12/actions/1/deletion"):
        assert browser.as_("anna").get(address).status_code == 409


@pytest.mark.parametrize("typed", ["", "13", "one", "12 "])
@pytest.mark.parametrize("htmx", [False, True])
def test_a_ticket_is_deleted_by_its_number_alone(browser, ticket, typed, htmx):
    response = browser.as_("anna").post("/tickets/12/deletion", {"confirm": typed}, htmx=htmx)
    is_right = typed.strip() == "12"
    assert response.status_code == ((200 if htmx else 303) if is_right else 422)
    said = "Incorrect ticket number. Deletion cancelled." in response.text
    assert said is not is_right
    assert browser.as_("anna").get("/tickets/12").status_code == (404 if is_right else 200)


def test_a_deleted_ticket_is_nowhere_and_comes_back_whole(browser, world, ticket):
    anna = browser.as_("anna")
    asked = anna.get("/tickets/12/deletion", htmx=True).text
    assert "1 action" in asked
    anna.post("/tickets/12/deletion", {"confirm": "#12"})
    assert 'href="/tickets/12"' not in anna.get("/tickets?state=all").text
    assert db.session.query(Ticket).filter_by(number=12).count() == 0
    deletion = db.session.query(Deletion).one()
    assert browser.as_("mark").post(f"/agency/bin/{deletion.id}/restoration").status_code == 403
    anna.post(f"/agency/bin/{deletion.id}/restoration")
    page = anna.get("/tickets/12").text
    assert "Called" in page
    assert "Ticket restored" in page


def test_an_action_is_deleted_by_its_number_and_comes_back(browser, world, ticket):
    anna, url = browser.as_("anna"), "/tickets/12/actions/1/deletion"
    assert "Incorrect action number" in anna.post(url, {"confirm": "12"}, htmx=True).text
    assert anna.post(url, {"confirm": "1"}).status_code == 303
    assert "Called" not in anna.get("/tickets/12").text
    actions.add_action(ticket, {"kind": "update", "details": "Again"}, by=world.anna)
    assert db.session.query(Action).one().number == 2
    deletion = db.session.query(Deletion).one()
    assert deletion.title == "Update #1 of ticket #12"
    anna.post("/tickets/12/closure")
    restoration = f"/agency/bin/{deletion.id}/restoration"
    assert anna.post(restoration).status_code == 409
    anna.post("/tickets/12/reopening", {"reason": "Not done"})
    assert anna.post(restoration).status_code == 303
    assert "Called" in anna.get("/tickets/12").text


def test_after_thirty_days_a_ticket_is_gone_for_good(world, ticket):
    actions.watch(ticket, world.mark)
    actions.delete_ticket(ticket, by=world.anna)
    bin.actions.purge(db.session.query(Deletion).one())
    with bin.opened():
        assert db.session.query(Ticket).filter_by(number=12).count() == 0
        assert db.session.query(Action).count() == 0


@pytest.mark.parametrize("who", ["mark", "sara", "alex"])
def test_only_admins_delete(browser, ticket, who):
    for address in ("/tickets/12/deletion", "/tickets/12/actions/1/deletion"):
        assert browser.as_(who).post(address, {"confirm": "12"}).status_code == 403
        assert browser.as_(who).get(address).status_code == 403
        assert address not in browser.as_(who).get("/tickets/12").text


def test_another_agencys_ticket_stays(browser, world):
    with world.other_agency():
        world.ticket(number=99)
    assert browser.as_("anna").post("/tickets/99/deletion", {"confirm": "99"}).status_code == 404
    assert browser.as_("hugo").get("/tickets/99").status_code == 200
