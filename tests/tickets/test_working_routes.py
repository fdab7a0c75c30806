"""Working a ticket: its fields in place, actions, closing, reopening; who may and when."""

import pytest

from app.blueprints.tickets import actions
from app.blueprints.tickets.models import Action
from app.core.db import db
from app.core.events import Event

CHANGES = {
    "/status": {"status": "in_progress"},
    "/priority": {"priority": "high"},
    "/owner": {"owner_id": "1"},
    "/assignee": {"assignee_id": ""},
    "/row": {"status": "open"},
    "/closure": {},
    "/actions": {"kind": "update", "details": "Called"},
    "/actions/1": {"kind": "update", "details": "Never called"},
    "": {"subject": "Another"},
}


@pytest.fixture
def closed(world):
    ticket = world.ticket(assignee_id=world.anna.id)
    actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.anna)
    actions.close_ticket(ticket, by=world.anna)
    return ticket


@pytest.mark.parametrize("address", CHANGES)
@pytest.mark.parametrize("htmx", [True, False])
def test_a_closed_ticket_answers_every_change_with_409(browser, closed, address, htmx):
    url = f"/tickets/{closed.number}{address}"
    before = db.session.query(Event).count()
    response = browser.as_("anna").post(url, CHANGES[address], htmx=htmx)
    assert response.status_code == 409
    said = response.headers["HX-Trigger"] if htmx else response.text
    assert "This ticket is closed and cannot be changed" in said
    assert closed.status == "closed"
    assert db.session.query(Event).count() == before


@pytest.mark.parametrize("address", ["/edit", "/actions/1/edit"])
def test_the_forms_of_a_closed_ticket_are_not_shown(browser, closed, address):
    assert browser.as_("anna").get(f"/tickets/{closed.number}{address}").status_code == 409


def test_the_page_of_a_closed_ticket_has_no_controls(browser, closed):
    page = browser.as_("mark").get(f"/tickets/{closed.number}").text
    main = page.split("<main")[1].split("</main>")[0]
    assert "<select" not in main
    assert "<textarea" not in main
    assert "ask an admin to reopen it" in main


@pytest.mark.parametrize("who", ["mark", "sara", "alex"])
def test_only_an_admin_reopens(browser, closed, who):
    url = f"/tickets/{closed.number}/reopening"
    assert browser.as_(who).post(url, {"reason": "Again"}).status_code == 403
    assert closed.is_closed


def test_reopening_needs_a_reason(browser, closed):
    url = f"/tickets/{closed.number}/reopening"
    refused = browser.as_("anna").post(url, {"reason": " "}, htmx=True)
    assert refused.status_code == 422
    assert "Say why the ticket is opened again" in refused.text
    reopened = browser.as_("anna").post(url, {"reason": "No refund yet"}, htmx=True)
    assert reopened.status_code == 200
    assert "No refund yet" in reopened.text
    assert not closed.is_closed


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        ("status", {"status": "development"}, "Status changed from Open to Development"),
        ("priority", {"priority": "high"}, "Priority changed from Medium to High"),
    ],
)
def test_a_field_changes_in_place(browser, world, field, values, expected):
    ticket = world.ticket()
    url = f"/tickets/{ticket.number}/{field}"
    response = browser.as_("alex").post(url, values, htmx=True)
    assert response.status_code == 200
    assert f"{field.title()} changed" in response.headers["HX-Trigger"]
    assert "<main" not in response.text
    assert expected in response.text
    plain = browser.as_("alex").post(url, values)
    assert (plain.status_code, plain.location) == (303, f"/tickets/{ticket.number}")


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("status", {"status": "won"}),
        ("status", {}),
        ("priority", {"priority": "urgent\0"}),
        ("owner", {"owner_id": ""}),
        ("assignee", {"assignee_id": "999999999"}),
        ("assignee", {"assignee_id": "x"}),
    ],
)
def test_a_field_cannot_become_what_is_not_on_its_list(browser, world, field, values):
    ticket = world.ticket()
    response = browser.as_("anna").post(f"/tickets/{ticket.number}/{field}", values, htmx=True)
    assert response.status_code == 400
    assert "Choose one from the list" in response.headers["HX-Trigger"]


def test_nobody_of_another_agency_can_be_assigned(browser, world):
    ticket = world.ticket()
    with world.other_agency() as hugo:
        stranger = hugo.id
    for field in ("owner", "assignee"):
        url = f"/tickets/{ticket.number}/{field}"
        assert browser.as_("anna").post(url, {f"{field}_id": stranger}).status_code == 400


@pytest.mark.parametrize("who", ["sara", "alex"])
def test_sales_and_agents_take_what_nobody_has_and_pass_on_their_own(browser, world, who):
    ticket = world.ticket()
    visitor, url = browser.as_(who), f"/tickets/{ticket.number}/assignee"
    assert visitor.post(url, {"assignee_id": getattr(world, who).id}).status_code == 303
    assert visitor.post(url, {"assignee_id": world.mark.id}).status_code == 303
    assert visitor.post(url, {"assignee_id": getattr(world, who).id}).status_code == 403
    assert ticket.assignee == world.mark


def test_an_agent_cannot_take_a_colleagues_ticket_in_the_form_either(browser, world):
    ticket = world.ticket(assignee_id=world.mark.id, subject="Hotel")
    form = {
        "company_id": ticket.company_id, "category_type": "client", "category": "complaint",
        "subject": "Hotel", "description": ticket.description, "priority": "medium",
        "status": "open", "owner_id": world.anna.id, "assignee_id": world.alex.id,
    }  # fmt: skip
    assert browser.as_("alex").post(f"/tickets/{ticket.number}", form).status_code == 403
    taken = form | {"assignee_id": world.mark.id, "owner_id": world.alex.id}
    assert browser.as_("alex").post(f"/tickets/{ticket.number}", taken).status_code == 403
    untouched = form | {"assignee_id": world.mark.id, "priority": "high"}
    assert browser.as_("alex").post(f"/tickets/{ticket.number}", untouched).status_code == 303


def test_a_manager_reassigns_any(browser, world):
    ticket = world.ticket(assignee_id=world.alex.id)
    url = f"/tickets/{ticket.number}/assignee"
    assert browser.as_("mark").post(url, {"assignee_id": ""}).status_code == 303
    assert ticket.assignee is None


def test_an_action_is_added_at_the_timeline(browser, world):
    ticket = world.ticket()
    data = {"kind": "response", "details": "They **agree**", "submission": "one-form"}
    url = f"/tickets/{ticket.number}/actions"
    response = browser.as_("alex").post(url, data, htmx=True)
    assert response.status_code == 200
    assert "<strong>agree</strong>" in response.text
    assert "Assigned to changed from Not assigned to Alex Ames" in response.text
    browser.as_("alex").post(url, data, htmx=True)
    assert db.session.query(Action).count() == 1


def test_after_an_action_the_form_is_ready_for_another_one(browser, world):
    ticket = world.ticket()
    data = {"kind": "response", "details": "They agree", "submission": "one-form"}
    url = f"/tickets/{ticket.number}/actions"
    form = browser.as_("alex").post(url, data, htmx=True).text.split('id="new-action"')[1]
    form = form.split("</form>")[0]
    assert "They agree" not in form
    assert "one-form" not in form


@pytest.mark.parametrize(
    "wrong", [{"kind": "shout"}, {"details": " "}, {"details": "x" * 20_001}, {"details": "\0"}]
)
def test_what_is_no_action_comes_back_with_the_form(browser, world, wrong):
    ticket = world.ticket()
    data = {"kind": "update", "details": "Called", **wrong}
    response = browser.as_("alex").post(f"/tickets/{ticket.number}/actions", data, htmx=True)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert (db.session.query(Action).count(), ticket.assignee) == (0, None)


def test_an_action_is_edited_in_place(browser, world):
    ticket = world.ticket()
    actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.alex)
    url = f"/tickets/{ticket.number}/actions/1"
    form = browser.as_("alex").get(f"{url}/edit", htmx=True)
    assert "<main" not in form.text
    assert ">Called</textarea>" in form.text.replace("\r\n", "")
    assert "<main" in browser.as_("alex").get(f"{url}/edit").text
    saved = browser.as_("alex").post(url, {"kind": "update", "details": "Wrote"}, htmx=True)
    assert "edited" in saved.text
    assert "Wrote" in saved.text


@pytest.mark.parametrize(("who", "status"), [("anna", 303), ("mark", 303), ("sara", 403)])
def test_who_edits_somebody_elses_action(browser, world, who, status):
    ticket = world.ticket()
    actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.alex)
    url = f"/tickets/{ticket.number}/actions/1"
    data = {"kind": "update", "details": "Wrote"}
    assert browser.as_(who).post(url, data).status_code == status


def test_two_editors_of_an_action_see_both_texts(browser, world):
    ticket = world.ticket()
    actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.alex)
    url = f"/tickets/{ticket.number}/actions/1"
    page = browser.as_("alex").get(f"{url}/edit", htmx=True).text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    browser.as_("anna").post(url, {"kind": "update", "details": "Called twice"})
    mine = {"kind": "update", "details": "Called thrice", "version": version}
    refused = browser.as_("alex").post(url, mine, htmx=True)
    assert refused.status_code == 422
    assert "Called thrice" in refused.text
    assert "Details is now “Called twice”" in refused.text


def test_the_status_changes_in_the_list_and_answers_with_the_row(browser, world, count_queries):
    ticket = world.ticket()
    url, alex = f"/tickets/{ticket.number}/row", browser.as_("alex")
    response = alex.post(url, {"status": "in_progress"}, htmx=True)
    assert response.status_code == 200
    assert response.text.startswith(f'<tr id="ticket-{ticket.id}-row">')
    assert "In Progress" in response.text
    assert len(response.data) <= 3000
    assert alex.post(url, {"status": "closed"}).location == "/tickets"
    assert ticket.is_closed
    assert count_queries(lambda: alex.get(url, htmx=True)) <= 6
