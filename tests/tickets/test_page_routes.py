"""What else the page of a ticket can do: watchers, mentions, files, presence, order, neighbours."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy.exc import IntegrityError

from app.blueprints.accounts import mentions
from app.blueprints.tickets import actions
from app.blueprints.tickets.models import Watcher
from app.core import clock, redis
from app.core.db import db
from app.core.events import Event
from tests.files import samples


def watching(ticket) -> list[str]:
    db.session.expire_all()
    return [user.first_name for user in ticket.watchers]


@pytest.mark.parametrize("htmx", [False, True])
def test_whoever_likes_watches_and_stops(browser, world, htmx):
    ticket = world.ticket()
    url, alex = f"/tickets/{ticket.number}/watch", browser.as_("alex")
    assert alex.post(url, htmx=htmx).status_code == (200 if htmx else 303)
    alex.post(url)
    assert watching(ticket) == ["Alex"]
    assert "Stop watching" in alex.get(f"/tickets/{ticket.number}").text
    alex.post(f"{url}/deletion", htmx=htmx)
    assert watching(ticket) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Mark Mills, please call", ["Mark"]),
        ("(@mark  mills) and @SARA STONE.", ["Mark", "Sara"]),
        ("@Mark Mills and again @Mark Mills", ["Mark"]),
        ("mark@mills.test, mail@Mark Mills", []),
        ("@Mark Millson", []),
        ("@Hugo Hart", []),
        ("Mark Mills", []),
        ("@", []),
        (None, []),
    ],
)
def test_people_in_a_text(world, text, expected):
    assert [user.first_name for user in mentions.people_in(text)] == expected


def test_the_longer_of_two_names_is_meant_and_nobody_who_left(world):
    world.sara.first_name, world.sara.last_name = "Mark", "Mills Junior"
    world.alex.deactivated_at = clock.now()
    db.session.flush()
    assert mentions.people_in("@Mark Mills Junior @Alex Ames") == [world.sara]


def test_whom_a_text_names_watches_from_then_on(browser, world):
    ticket = world.ticket()
    url = f"/tickets/{ticket.number}/actions"
    browser.as_("alex").post(url, {"kind": "update", "details": "@Mark Mills? @Alex Ames"})
    assert watching(ticket) == ["Mark"]
    told = db.session.query(Event).filter_by(kind="ticket.mentioned").one()
    assert told.data["people"] == [world.mark.id]
    action = db.session.query(actions.Action).one()
    values = {"kind": "update", "details": "@Mark Mills? @Sara Stone"}
    actions.edit_action(action, values, by=world.alex)
    actions.change_ticket(ticket, {"description": "Ask @Anna Archer"}, by=world.alex)
    last = db.session.query(Event).filter_by(kind="ticket.mentioned").order_by(Event.id)
    assert [event.data["people"] for event in last][1:] == [[world.sara.id], [world.anna.id]]
    assert watching(ticket) == ["Anna", "Mark", "Sara"]


def test_colleagues_are_offered_by_the_begin_of_a_name(browser, world):
    anna = browser.as_("anna")
    offered = anna.get("/colleagues/options?q=mi", htmx=True).text
    assert 'data-text="Mark Mills"' in offered
    assert offered.count("<li") == 1
    assert "Hugo" not in anna.get("/colleagues/options?q=", htmx=True).text
    assert anna.get("/colleagues/options?q=ills", htmx=True).text.strip() == ""


def test_an_action_keeps_its_files(browser, world):
    ticket = world.ticket()
    anna, url = browser.as_("anna"), f"/tickets/{ticket.number}/actions"
    pdf = (BytesIO(samples.PDF), "offer.pdf")
    sent = anna.post(url, {"kind": "update", "details": "Offer", "files": pdf}, htmx=True)
    assert sent.status_code == 200
    assert "offer.pdf" in sent.text
    bad = (BytesIO(b"MZ\x90\0"), "virus.exe")
    refused = anna.post(url, {"kind": "update", "details": "Typed text", "files": bad}, htmx=True)
    assert refused.status_code == 422
    assert "Typed text" in refused.text
    assert "virus.exe" in refused.text
    assert db.session.query(actions.Action).count() == 1


def test_files_of_a_closed_ticket_cannot_be_changed(browser, world):
    ticket = world.ticket()
    anna, url = browser.as_("anna"), f"/tickets/{ticket.number}/actions"
    pdf = (BytesIO(samples.PDF), "offer.pdf")
    page = anna.post(url, {"kind": "update", "details": "Offer", "files": pdf}, htmx=True).text
    file_url = page.split('action="/files/')[1].split("/deletion")[0]
    anna.post(f"/tickets/{ticket.number}/closure")
    assert anna.post(f"/files/{file_url}/deletion").status_code == 409
    assert "/deletion" not in anna.get(f"/tickets/{ticket.number}").text.split("<main")[1]


@pytest.fixture
def present(app):
    """Nobody is anywhere."""
    with app.app_context():
        redis.connection().flushdb()


def test_two_at_a_ticket_see_each_other_until_one_leaves(browser, world, present, count_queries):
    number = world.ticket().number
    url, anna, mark = f"/tickets/{number}/presence", browser.as_("anna"), browser.as_("mark")
    start = clock.now()
    clock.freeze(start)
    assert anna.get(url, htmx=True).text.strip() == ""
    assert mark.get(url, htmx=True).text.strip() == "Anna Archer is also here"
    assert anna.get(url, htmx=True).text.strip() == "Mark Mills is also here"
    assert count_queries(lambda: anna.get(url, htmx=True)) <= 2
    clock.freeze(start + timedelta(seconds=50))
    assert anna.get(url, htmx=True).text.strip() == ""


def test_nobody_of_another_agency_is_seen(browser, world, present):
    ours = world.ticket(number=7)
    with world.other_agency():
        world.ticket(number=7)
    for who in ("hugo", "anna"):
        assert (
            browser.as_(who).get(f"/tickets/{ours.number}/presence", htmx=True).text.strip() == ""
        )


def test_without_redis_nobody_is_seen_and_nothing_breaks(app, browser, world, monkeypatch):
    monkeypatch.setitem(vars(app.extensions["settings"]), "redis_url", "")
    number = world.ticket().number
    assert browser.as_("anna").get(f"/tickets/{number}/presence").status_code == 200
    assert browser.as_("anna").get(f"/tickets/{number + 1}/presence").status_code == 404


def test_the_order_is_remembered_for_the_reader_alone(browser, world):
    ticket = world.ticket()
    for text in ("First", "Second"):
        actions.add_action(ticket, {"kind": "update", "details": text}, by=world.anna)
    url = f"/tickets/{ticket.number}"

    def is_oldest_first(who: str) -> bool:
        page = browser.as_(who).get(url).text
        return page.index("<p>First</p>") < page.index("<p>Second</p>")

    assert not is_oldest_first("mark")
    assert browser.as_("mark").post(f"{url}/order", {"oldest_first": "y"}).status_code == 303
    assert is_oldest_first("mark")
    assert not is_oldest_first("anna")


def test_a_newer_choice_of_a_colleague_is_not_overwritten(browser, world):
    ticket = world.ticket(priority="low")
    url = f"/tickets/{ticket.number}/priority"
    browser.as_("mark").post(url, {"priority": "high", "was": "low"})
    refused = browser.as_("anna").post(url, {"priority": "medium", "was": "low"}, htmx=True)
    assert refused.status_code == 409
    said = refused.headers["HX-Trigger"]
    assert "Priority is High by now" in said
    assert "You chose Medium" in said
    assert "ticket-changed" in said
    assert ticket.priority == "high"
    same = browser.as_("anna").post(url, {"priority": "high", "was": "low"}, htmx=True)
    assert same.status_code == 200
    nobody = f"/tickets/{ticket.number}/assignee"
    taken = browser.as_("anna").post(nobody, {"assignee_id": world.anna.id, "was": ""})
    assert taken.status_code == 303


def test_tickets_of_the_list_one_came_from_lead_to_each_other(browser, world, count_queries):
    company = world.company()
    for number in (11, 12, 13):
        ticket = world.ticket(company, number=number)
        actions.add_action(ticket, {"kind": "update", "details": "Called"}, by=world.anna)
    world.ticket(number=14, priority="high")
    anna = browser.as_("anna")
    assert "Tickets of the list" not in anna.get("/tickets/12").text
    anna.get("/tickets?priority=medium&sort=-number")
    page = anna.get("/tickets/12").text
    assert 'href="/tickets/13"' in page.split('aria-label="Tickets of the list"')[1]
    assert "Next ticket, #11" in page
    assert "Previous ticket" not in anna.get("/tickets/13").text
    assert "Tickets of the list" not in anna.get("/tickets/14").text
    assert count_queries(lambda: anna.get("/tickets/12")) <= 8
    assert count_queries(lambda: anna.get("/tickets/12", htmx=True)) <= 8


def test_a_watcher_is_of_the_agency(world):
    ticket = world.ticket()
    with world.other_agency() as hugo:
        stranger = hugo
    db.session.add(Watcher(ticket_id=ticket.id, user_id=stranger.id))
    with pytest.raises(IntegrityError, match="fk_ticket_watcher"):
        db.session.flush()
    db.session.rollback()
