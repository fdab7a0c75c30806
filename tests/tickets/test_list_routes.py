"""The list: toggles, filters, search, sorts, pages; the Tickets tab of a company."""

import re

import pytest

from app.core import clock


def numbers(response) -> list[int]:
    return [int(n) for n in re.findall(r'class="go" href="/tickets/(\d+)"', response.text)]


@pytest.fixture
def tickets(world):
    """1 open, 2 in progress and Mark's, 3 closed, 4 about a supplier, 5 the agency's own."""
    acme = world.company(name="Acme Shipping")
    hotel = world.company(name="Grand Hotel", company_type="supplier")
    for number, company, values in [
        (1, acme, {"subject": "Visa question", "priority": "low", "description": "For Oslo"}),
        (2, acme, {"status": "in_progress", "assignee_id": world.mark.id, "priority": "high"}),
        (3, acme, {"status": "closed"}),
        (4, hotel, {"category": "query"}),
        (5, acme, {"category_type": "agency", "category": "supplier_error", "owner": world.sara}),
    ]:
        moment = clock.ago(days=10 - number)
        world.ticket(company, number=number, updated_at=moment, opened_at=moment, **values)
    return {"acme": acme, "hotel": hotel}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [5, 4, 2, 1]),
        ("state=nonsense", [5, 4, 2, 1]),
        ("state=closed", [3]),
        ("state=all", [5, 4, 3, 2, 1]),
        ("kind=client", [4, 2, 1]),
        ("kind=supplier", [5, 4]),
        ("kind=agency", [5]),
        ("kind=all", [5, 4, 2, 1]),
        ("status=in_progress", [2]),
        ("status=won", [5, 4, 2, 1]),
        ("priority=low", [1]),
        ("category=supplier_error", [5]),
        ("unassigned=1", [5, 4, 1]),
        ("q=visa", [1]),
        ("q=%234", [4]),
        ("q=oslo", [1]),
        ("q=acme+visa", [1]),
        ("q=nothing+at+all", []),
        ("q=100%25", []),
        ("sort=priority", [2, 5, 4, 1]),
        ("sort=-priority", [1, 4, 5, 2]),
        ("sort=number", [1, 2, 4, 5]),
        ("sort=nonsense", [5, 4, 2, 1]),
        ("sort=updated", [1, 2, 4, 5]),
        ("sort=status", [1, 4, 5, 2]),
        ("sort=-status", [2, 5, 4, 1]),
    ],
)
def test_what_the_list_shows(browser, tickets, query, expected):
    assert numbers(browser.as_("anna").get(f"/tickets?{query}")) == expected


def test_filters_by_people_and_company(browser, world, tickets):
    anna, mark = browser.as_("anna"), browser.as_("mark")
    assert numbers(anna.get(f"/tickets?assignee={world.mark.id}")) == [2]
    assert numbers(anna.get(f"/tickets?owner={world.sara.id}")) == [5]
    assert numbers(anna.get(f"/tickets?company={tickets['hotel'].id}")) == [4]
    assert numbers(mark.get("/tickets?mine=1")) == [2]


@pytest.mark.parametrize("key", [
    "number", "status", "priority", "subject", "description", "company", "contact", "category",
    "assignee", "owner", "opened", "updated",
])  # fmt: skip
def test_every_column_sorts_both_ways(browser, tickets, key):
    anna = browser.as_("anna")
    up, down = (numbers(anna.get(f"/tickets?sort={sign}{key}")) for sign in ("", "-"))
    assert sorted(up) == sorted(down) == [1, 2, 4, 5]


def test_toggles_keep_the_filters_and_filters_the_toggles(browser, tickets):
    page = browser.as_("anna").get("/tickets?state=closed&kind=client&priority=medium").text
    assert "state=all&amp;kind=client&amp;priority=medium" in page
    assert 'form="ticket-filters" name="state" value="closed"' in page


def test_htmx_gets_the_list_alone(browser, tickets):
    fragment = browser.as_("anna").get("/tickets", htmx=True)
    assert numbers(fragment) == [5, 4, 2, 1]
    assert "<main" not in fragment.text
    assert "Filter tickets" not in fragment.text


def test_other_agencies_tickets_are_not_listed(browser, world, tickets):
    with world.other_agency():
        world.ticket(number=77)
    assert numbers(browser.as_("hugo").get("/tickets?state=all")) == [77]
    assert 77 not in numbers(browser.as_("anna").get("/tickets?state=all"))


def test_fifty_a_page_and_few_queries_and_bytes(browser, world, count_queries):
    company = world.company(name="A company with quite a long name")
    contact = world.contact(company, first_name="Bartholomew", last_name="Featherstonehaugh")
    for _ in range(60):
        world.ticket(
            company, contact_id=contact.id, assignee_id=world.mark.id, description="x" * 99
        )
    anna = browser.as_("anna")
    first = anna.get("/tickets")
    assert len(numbers(first)) == 50
    assert len(first.data) <= 60 * 1024
    assert len(numbers(anna.get("/tickets?page=2"))) == 10
    assert count_queries(lambda: anna.get("/tickets")) <= 8
    assert count_queries(lambda: anna.get("/tickets", htmx=True)) <= 6


def test_a_companys_tab_lists_its_tickets(browser, world, tickets, count_queries):
    url = f"/companies/{tickets['acme'].id}/tickets"
    anna = browser.as_("anna")
    page = anna.get(url)
    assert numbers(page) == [5, 2, 1]
    assert "<main" in page.text
    assert numbers(anna.get(f"{url}?state=closed")) == [3]
    assert f"{url}?state=closed" in page.text
    fragment = anna.get(url, htmx=True)
    assert "<main" not in fragment.text
    assert count_queries(lambda: anna.get(url)) <= 8


def test_subjects_are_offered_from_two_letters_on(browser, world):
    for n in range(12):
        world.ticket(subject=f"Hotel overcharge {n:02}")
    with world.other_agency():
        world.ticket(subject="Hotel of Harbour")
    anna = browser.as_("anna")
    assert anna.get("/tickets/subjects/options?q=h", htmx=True).text.strip() == ""
    found = anna.get("/tickets/subjects/options?q=ho", htmx=True).text
    assert found.count("<option") == 10
    assert "Harbour" not in found
