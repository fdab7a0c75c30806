"""Many tickets at once, and the toggles' counts."""

import re

import pytest

from app.core.db import db
from app.core.events import Event
from app.outbox.models import Message


def post(visitor, *tickets, **data):
    return visitor.post("/tickets/bulk", {"ids": [ticket.id for ticket in tickets], **data})


def test_many_are_assigned_with_an_event_and_a_mail_each(browser, world):
    anna = browser.as_("anna")
    tickets = [world.ticket() for _ in range(3)]
    response = post(anna, *tickets, assignee=world.mark.id, priority="high")
    assert response.status_code == 303
    assert [(t.assignee, t.priority) for t in tickets] == [(world.mark, "high")] * 3
    assert db.session.query(Event).filter_by(kind="ticket.changed").count() == 3
    assert db.session.query(Message).filter_by(kind="ticket.mail").count() == 3
    assert "3 tickets changed" in anna.get("/tickets").text


def test_closed_ones_are_left_alone_and_said_so(browser, world):
    anna, closed, other = browser.as_("anna"), world.ticket(status="closed"), world.ticket()
    post(anna, closed, other, close="1")
    assert other.is_closed
    assert db.session.query(Event).filter_by(subject_id=closed.id).count() == 0
    assert "1 ticket changed; 1 ticket left as they were: closed" in anna.get("/tickets").text


def test_a_colleagues_ticket_is_not_passed_on_by_an_agent(browser, world):
    alex = browser.as_("alex")
    marks, nobodys = world.ticket(assignee_id=world.mark.id), world.ticket()
    post(alex, marks, nobodys, assignee=world.alex.id)
    assert (marks.assignee, nobodys.assignee) == (world.mark, world.alex)
    assert "1 ticket changed; 1 ticket left as they were: not yours" in alex.get("/tickets").text


def test_all_that_the_filter_shows_are_changed(browser, world):
    low = [world.ticket(priority="low") for _ in range(3)]
    high = world.ticket(priority="high")
    data = {"every": "1", "query": "state=open&priority=low", "priority": "medium"}
    browser.as_("anna").post("/tickets/bulk", data)
    assert {ticket.priority for ticket in low} == {"medium"}
    assert high.priority == "high"


@pytest.mark.parametrize(
    "data", [{}, {"priority": "urgent"}, {"assignee": "999999999"}, {"assignee": "x"}]
)
def test_a_change_must_be_chosen_from_the_list(browser, world, data):
    ticket = world.ticket()
    assert post(browser.as_("anna"), ticket, **data).status_code == 400
    assert ticket.priority == "medium"


def test_tickets_and_people_of_another_agency_stay_out(browser, world):
    with world.other_agency() as hugo:
        foreign = world.ticket()
        stranger = hugo.id
    assert post(browser.as_("anna"), foreign, priority="high").status_code == 303
    db.session.expire_all()
    assert post(browser.as_("anna"), world.ticket(), assignee=stranger).status_code == 400
    with world.other_agency():
        assert db.session.get(type(foreign), foreign.id).priority == "medium"


def test_each_further_ticket_costs_the_same_few_statements(browser, world, count_queries):
    anna, tickets = browser.as_("anna"), [world.ticket() for _ in range(12)]
    values = {"priority": "high", "assignee": world.mark.id}
    with_one = count_queries(lambda: post(anna, tickets[0], **values))
    with_more = count_queries(lambda: post(anna, *tickets[1:], **values))
    assert with_more <= with_one + 10 * 7


def counts(response) -> dict[str, str]:
    shown = re.findall(r">([A-Za-z ]+)<span class=\"count\">([\d,+]+)</span>", response.text)
    return dict(shown)


def test_toggles_say_how_many_they_would_show(browser, world, count_queries):
    hotel = world.company(company_type="supplier")
    for values in (
        {}, {"status": "closed"}, {"company": hotel, "status": "in_progress", "priority": "high"},
        {"category_type": "agency", "category": "supplier_error"},
    ):  # fmt: skip
        world.ticket(**values)
    with world.other_agency():
        world.ticket()
    anna = browser.as_("anna")
    assert counts(anna.get("/tickets/counts")) == {
        "Open": "3", "Closed": "1", "All": "4",
        "Client": "2", "Supplier": "2", "Agency": "1", "All kinds": "3",
    }  # fmt: skip
    filtered = counts(anna.get("/tickets/counts?priority=high&kind=supplier&state=all"))
    assert (filtered["Open"], filtered["Closed"], filtered["Supplier"]) == ("1", "0", "1")
    tab = counts(anna.get(f"/companies/{hotel.id}/tickets/counts"))
    assert (tab["Open"], tab["Closed"]) == ("1", "0")
    assert "/tickets/counts?state=closed" in anna.get("/tickets?state=closed").text
    assert count_queries(lambda: anna.get("/tickets/counts?q=hotel&page=x", htmx=True)) <= 3
