"""The reports: who sees them, that each number is its list's, days of the agency's zone, files."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from app.blueprints.crm.moves.models import StageMove
from app.core import clock

NAMES = (
    "flow", "ages", "speed", "categories", "priorities", "consultants", "companies", "suppliers",
    "conversion", "activities",
)  # fmt: skip
OF_TICKETS = NAMES[:8]
COUNTED = re.compile(r'<td class="num"><a href="(/tickets[^"]+)">([\d,]+)</a>')
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def today():
    with clock.frozen(NOW):
        yield NOW


def figure(browser, name, query="period=last_90", who="mark"):
    response = browser.as_(who).get(f"/reports/{name}?{query}", htmx=True)
    assert response.status_code == 200
    return response.text


def some_tickets(world):
    """Of several companies, people, kinds and days, also just outside the period."""
    client, supplier = world.company(), world.company(company_type="supplier")
    for n, days in enumerate((0, 1, 2, 5, 8, 20, 40, 89, 90, 200)):
        opened = clock.now() - timedelta(days=days)
        is_closed = n % 4 == 0
        world.ticket(
            supplier if n % 4 == 1 else client,
            opened_at=opened,
            first_action_at=opened + timedelta(hours=n + 1) if n % 2 else None,
            status="closed" if is_closed else "open",
            closed_at=opened + timedelta(minutes=30) if is_closed else None,
            priority=("low", "medium", "high")[n % 3],
            category=("complaint", "query")[n % 2],
            assignee_id=(world.alex.id, None, world.sara.id)[n % 3],
        )
    with world.other_agency():
        world.ticket()
    return client


@pytest.mark.parametrize("who", ["sara", "alex"])
def test_sales_and_agents_see_no_reports(browser, world, who):
    person = browser.as_(who)
    for url in ("/reports", "/reports/flow", "/reports/flow.csv"):
        assert person.get(url).status_code == 403
    assert 'href="/reports"' not in person.get("/dashboard").text


@pytest.mark.parametrize("who", ["anna", "mark"])
def test_admins_and_managers_find_them_in_the_navigation(browser, world, who):
    assert 'href="/reports"' in browser.as_(who).get("/dashboard").text
    page = browser.as_(who).get("/reports").text
    for name in NAMES:
        assert f'hx-get="/reports/{name}?' in page


@pytest.mark.parametrize("name", NAMES)
def test_each_stands_alone_and_says_when_there_is_nothing(browser, world, name):
    response = browser.as_("anna").get(f"/reports/{name}")
    assert "<html" in response.text
    assert "Nothing to count" in response.text


@pytest.mark.parametrize("name", OF_TICKETS)
@pytest.mark.parametrize("filtered", ["", "assignee", "company"])
def test_each_number_is_that_of_the_list_it_leads_to(browser, world, today, name, filtered):
    client = some_tickets(world)
    chosen = {"assignee": world.alex.id, "company": client.id}.get(filtered, "")
    text = figure(browser, name, f"period=last_90&{filtered}={chosen}")
    found = COUNTED.findall(text)
    assert found or (name == "suppliers" and filtered)
    for url, number in found:
        page = browser.as_("mark").get(unescape(url)).text
        assert page.count('class="go"') == int(number), (url, number)


def test_together_the_numbers_are_all_tickets_of_the_period(browser, world, today):
    some_tickets(world)
    for name in ("categories", "priorities", "consultants", "companies"):
        assert sum(int(n) for _, n in COUNTED.findall(figure(browser, name))) == 8


def test_the_agencys_zone_decides_the_day(browser, world, today):
    """In summer London is an hour ahead of UTC."""
    world.ticket(opened_at=datetime(2026, 7, 31, 23, 30, tzinfo=UTC))
    assert "1</a>" in figure(browser, "categories", "from=2026-08-01&to=2026-08-01")
    assert "Nothing to count" in figure(browser, "categories", "from=2026-07-31&to=2026-07-31")


def test_medians_are_told_by_priority(browser, world, today):
    for hours in (1, 3, 50):
        opened = clock.now() - timedelta(days=5)
        closed = opened + timedelta(hours=2 * hours)
        first = opened + timedelta(hours=hours)
        world.ticket(opened_at=opened, first_action_at=first, closed_at=closed, status="closed")
    text = figure(browser, "speed")
    assert "3 h" in text
    assert "6 h" in text


def test_an_action_is_the_first_once(browser, world):
    ticket = world.ticket()
    alex = browser.as_("alex")
    values = {"kind": "update", "details": "Called."}
    alex.post(f"/tickets/{ticket.number}/actions", data=values)
    first = ticket.first_action_at
    assert first is not None
    alex.post(f"/tickets/{ticket.number}/actions", data=values)
    assert ticket.first_action_at == first


def test_conversion_is_the_share_of_those_that_left_a_stage(browser, world, today):
    company = world.company(status="qualified")
    for source, to in (("pipeline", "qualified"), ("pipeline", "won"), ("pipeline", "lost")):
        since = clock.now() - timedelta(days=10)
        moved = {"company_id": company.id, "mover_id": world.sara.id}
        world.added(StageMove(**moved, from_status=source, to_status=to, since=since))
    slip = {"company_id": company.id, "from_status": "pipeline", "to_status": "lost"}
    world.added(StageMove(**slip, taken_back_at=clock.now()))
    lines = browser.as_("mark").get("/reports/conversion.csv?period=last_30").text.splitlines()
    assert lines[1] == "Added to the sales pipeline,67,0,2,1,0,10"
    others = f"period=last_30&assignee={world.alex.id}"
    assert "Nothing to count" in figure(browser, "conversion", others)


def test_activities_count_by_who_logged_them(browser, world, today):
    company = world.company()
    for kind in ("call", "call", "meeting"):
        world.activity(company, author=world.sara, kind=kind)
    world.activity(company, author=world.sara, deleted_at=clock.now())
    world.activity(company, author=world.sara, at=clock.ago(days=100))
    lines = browser.as_("mark").get("/reports/activities.csv").text.splitlines()
    assert lines[1:] == ["Sara Stone,3,1,2,0"]


def test_a_name_is_no_formula_in_a_spreadsheet(browser, world):
    world.ticket(world.company(name="=1+1"))
    response = browser.as_("mark").get("/reports/companies.csv")
    assert response.mimetype == "text/csv"
    assert "'=1+1,1" in response.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2026-02-30&to=2026-03-01", "Enter both days"),
        ("from=2026-03-01", "Enter both days"),
        ("from=2026-03-02&to=2026-03-01", "not before the first"),
        ("from=2010-01-01&to=2026-03-01", "no more than five years"),
    ],
)
def test_days_that_cannot_be_are_refused_and_kept(browser, world, query, words):
    response = browser.as_("anna").get(f"/reports?{query}")
    assert response.status_code == 422
    assert words in response.text
    assert 'name="from"' in response.text


def test_a_period_of_the_list_is_marked(browser, world, today):
    page = browser.as_("anna").get("/reports?from=2026-11-01&to=2026-11-20").text
    assert re.search(r'aria-current="true">This month', page)


def test_a_chart_has_a_title_a_description_and_no_style(browser, world, today):
    some_tickets(world)
    for name in ("flow", "categories"):
        text = figure(browser, name)
        assert f'aria-labelledby="chart-{name}-title chart-{name}-desc"' in text
        assert "style=" not in text


@pytest.mark.parametrize("name", ["", *NAMES])
def test_the_cost_is_constant(browser, world, count_queries, name):
    anna, url = browser.as_("anna"), f"/reports/{name}".rstrip("/")

    def open_it():
        assert anna.get(url, htmx=bool(name)).status_code == 200

    some_tickets(world)
    one = count_queries(open_it)
    for _ in range(3):
        some_tickets(world)
        world.activity(author=world.alex)
    assert count_queries(open_it) == one
    assert one <= (6 if name else 8)
