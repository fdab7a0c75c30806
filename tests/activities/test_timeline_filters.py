"""The Activity tab by kind, person and period, as the address says them."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from app.blueprints.activities.models import Attendee
from app.blueprints.crm.notes.models import ClientNotes
from app.core import clock
from app.core.events import record

DAY = timedelta(days=1)
LIST = {"HX-Target": "div#timeline-list"}


@pytest.fixture
def company(world):
    """A company with one thing of each kind, one a day, the meeting first."""
    company, start = world.company(), clock.now() - 10 * DAY
    for n, (kind, author) in enumerate(
        [("meeting", world.alex), ("call", world.sara), ("email", world.alex)]
    ):
        outcome = {"meeting": "completed", "call": "busy", "email": "sent"}[kind]
        world.activity(
            company, author, kind=kind, subject=f"The {kind}", outcome=outcome, at=start + n * DAY
        )
    clock.freeze(start + 3 * DAY)
    ticket = world.ticket(company, subject="Refund")
    record("ticket.opened", ticket, by=world.sara, within=company)
    clock.freeze(start + 4 * DAY)
    record("company.moved", company, by=world.mark, within=company, **{"from": "Lead", "to": "Won"})
    clock.freeze(start + 5 * DAY)
    record("contact.added", world.contact(company), by=world.sara, within=company)
    clock.freeze(start + 10 * DAY)
    return company


TOLD = {
    "meeting": "The meeting",
    "call": "The call",
    "email": "The email",
    "ticket": "opened ticket",
    "move": "moved the company",
    "other": "added the contact",
}


def told(browser, company, query=""):
    text = browser.as_("alex").get(f"/companies/{company.id}/activity?{query}").text
    panel = text[text.index('id="timeline-list"') :]
    return [kind for kind, words in TOLD.items() if words in panel]


def test_everything_is_one_timeline(browser, company):
    assert told(browser, company) == list(TOLD)


@pytest.mark.parametrize("kind", TOLD)
def test_by_kind(browser, company, kind):
    assert told(browser, company, f"kind={kind}") == [kind]


def test_client_notes_are_a_kind(browser, company, world):
    notes = world.added(ClientNotes(company_id=company.id))
    record("client_notes.changed", notes, by=world.alex, within=company, section="Hotels")
    text = browser.as_("alex").get(f"/companies/{company.id}/activity?kind=notes").text
    assert "changed the client notes: Hotels" in text
    assert "opened ticket" not in text


def test_by_person_who_did_it_or_took_part(browser, company, world):
    assert told(browser, company, f"person={world.sara.id}") == ["call", "ticket", "other"]
    meeting = world.activity(
        company, world.mark, kind="meeting", subject="The meeting", outcome="completed"
    )
    world.added(Attendee(activity_id=meeting.id, user_id=world.sara.id, name="Sara"))
    assert told(browser, company, f"person={world.sara.id}&kind=meeting") == ["meeting"]


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("from=2026-11-12", ["email", "ticket", "move", "other"]),
        ("to=2026-11-12", ["meeting", "call", "email"]),
        ("from=2026-11-12&to=2026-11-12", ["email"]),
        ("from=2026-11-12&to=2026-11-11", []),
        ("from=2026-11-12&kind=call", []),
    ],
)
def test_by_period_with_both_days(browser, company, query, kinds):
    assert told(browser, company, query) == kinds


def test_a_day_is_the_readers_day(browser, world):
    world.alex.time_zone = "America/Los_Angeles"
    company = world.company()
    at = datetime(2026, 11, 12, 3, tzinfo=UTC)
    world.activity(company, kind="call", subject="The call", at=at)
    assert told(browser, company, "from=2026-11-11&to=2026-11-11") == ["call"]
    assert told(browser, company, "from=2026-11-12") == []


@pytest.mark.parametrize(
    "query",
    ["kind=bogus", "person=x", "person=-1", "from=soon", "to=0001-01-01", "from=99999-01-01"],
)
def test_what_means_nothing_is_ignored(browser, company, query):
    assert told(browser, company, query) == list(TOLD)


def test_nothing_that_matches_offers_everything(browser, company):
    text = browser.as_("alex").get(f"/companies/{company.id}/activity?from=2027-01-01").text
    assert "Nothing matches" in text
    assert "Show everything" in text
    assert 'name="from" value="2027-01-01"' in text


def test_the_form_gets_the_list_alone(browser, company):
    url = f"/companies/{company.id}/activity?kind=call"
    text = browser.as_("alex").get(url, htmx=True, headers=LIST).text
    assert "The call" in text
    assert "The meeting" not in text
    assert '<form class="filters"' not in text


def test_older_ones_keep_the_filters(browser, world):
    company, alex = world.company(), browser.as_("alex")
    for n in range(40):
        kind, outcome = ("call", "busy") if n % 8 else ("email", "sent")
        world.activity(
            company, kind=kind, outcome=outcome, subject=f"Item {n}", at=clock.ago(hours=n)
        )
    text = alex.get(f"/companies/{company.id}/activity?kind=call&to=2026-11-20").text
    more = re.search(r'href="([^"]+after=[^"]+)"', text)[1].replace("&amp;", "&")
    assert "kind=call" in more
    assert "to=2026-11-20" in more
    rest = alex.get(more, htmx=True).text
    assert len(re.findall(r"<strong>Item", text + rest)) == 35


def test_another_agencys_colleague_filters_nothing_in(browser, company, world):
    with world.other_agency() as hugo:
        theirs = hugo.id
    assert told(browser, company, f"person={theirs}") == []


def test_the_list_costs_at_most_six_queries(browser, company, count_queries):
    alex, url = browser.as_("alex"), f"/companies/{company.id}/activity"
    for query in ("", "?kind=call", "?kind=ticket&person=1&from=2026-01-01"):
        assert count_queries(lambda q=query: alex.get(url + q, htmx=True, headers=LIST)) <= 6
        assert count_queries(lambda q=query: alex.get(url + q)) <= 8
