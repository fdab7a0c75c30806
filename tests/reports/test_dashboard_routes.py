"""My day: its panels, and what a new agency is told to do first."""

from datetime import timedelta

import pytest

from app.blueprints.suppliers.models import Supplier
from app.core import clock
from app.core.events import record

PANELS = ("reminders", "tickets", "unassigned", "new", "pipeline", "quiet", "recent")


def panel(browser, who, name):
    response = browser.as_(who).get(f"/dashboard/{name}", htmx=True)
    assert response.status_code == 200
    assert "<html" not in response.text
    return response.text


def test_the_page_loads_its_panels_as_fragments(browser, world):
    page = browser.as_("alex").get("/dashboard").text
    for name in PANELS:
        assert f'hx-get="/dashboard/{name}"' in page


@pytest.mark.parametrize("name", PANELS)
def test_each_panel_typed_by_hand_is_a_page(browser, world, name):
    response = browser.as_("alex").get(f"/dashboard/{name}")
    assert response.status_code == 200
    assert "<html" in response.text


@pytest.mark.parametrize("name", PANELS)
def test_an_empty_panel_says_what_it_is_for(browser, world, name):
    assert 'class="empty"' in panel(browser, "alex", name)


def test_an_unknown_panel_is_not_found(browser, world):
    assert browser.as_("alex").get("/dashboard/weather").status_code == 404


def test_a_new_agency_sees_four_steps(browser, world):
    page = browser.as_("anna").get("/dashboard").text
    assert "0 of 4 done" in page
    assert 'href="/imports">Import your companies' in page
    assert (
        'href="/companies/new">Import your companies' in browser.as_("alex").get("/dashboard").text
    )


def test_steps_tick_themselves_off_and_disappear(browser, world):
    company = world.company()
    assert "1 of 4 done" in browser.as_("anna").get("/dashboard").text
    world.ticket(company)
    world.activity(company)
    assert "3 of 4 done" in browser.as_("anna").get("/dashboard").text
    world.added(Supplier(name="Rail Desk", supplier_type="rail"))
    assert "Getting started" not in browser.as_("anna").get("/dashboard").text


def test_the_steps_are_hidden_by_each_for_themselves_and_come_back(browser, world):
    alex = browser.as_("alex")
    assert alex.post("/dashboard/first-steps/deletion").headers["Location"] == "/dashboard"
    assert "of 4 done" not in alex.get("/dashboard").text
    assert "of 4 done" in browser.as_("anna").get("/dashboard").text
    browser.as_("alex").post("/dashboard/first-steps")
    assert "of 4 done" in browser.as_("alex").get("/dashboard").text


def test_a_deleted_activity_is_not_a_step_done(browser, world):
    world.activity(deleted_at=clock.now())
    assert "1 of 4 done" in browser.as_("anna").get("/dashboard").text


def test_another_agencys_work_ticks_nothing_off(browser, world):
    with world.other_agency():
        world.activity()
    assert "0 of 4 done" in browser.as_("anna").get("/dashboard").text


def test_shortcuts_lead_to_a_ticket_a_call_and_a_company(browser, world):
    page = browser.as_("alex").get("/dashboard").text
    for url in ("/tickets/new", "/dashboard/call", "/companies/new"):
        assert f'href="{url}"' in page


def test_logging_a_call_begins_with_the_company(browser, world):
    company = world.company()
    alex = browser.as_("alex")
    assert "With which company?" in alex.get("/dashboard/call").text
    answer = alex.post("/dashboard/call", data={"company_id": company.id})
    assert answer.headers["Location"] == f"/companies/{company.id}/calls/new"
    assert alex.post("/dashboard/call", data={}).status_code == 422
    with world.other_agency():
        theirs = world.company().id
    assert alex.post("/dashboard/call", data={"company_id": theirs}).status_code == 422


def test_due_reminders_are_mine_and_due(browser, world):
    now = clock.now()
    world.reminder(user=world.alex, message="Overdue", remind_at=now - timedelta(days=3))
    world.reminder(user=world.alex, message="Far away", remind_at=now + timedelta(days=3))
    world.reminder(user=world.alex, message="Finished", remind_at=now, done_at=now)
    world.reminder(user=world.sara, message="Of Sara", remind_at=now)
    text = panel(browser, "alex", "reminders")
    assert "Overdue" in text
    for absent in ("Far away", "Finished", "Of Sara"):
        assert absent not in text


def test_tickets_are_mine_open_and_most_urgent_first(browser, world):
    company, old = world.company(), clock.ago(days=9)
    world.ticket(
        company, subject="Low and old", assignee_id=world.alex.id, priority="low", opened_at=old
    )
    world.ticket(company, subject="High and new", assignee_id=world.alex.id, priority="high")
    world.ticket(
        company, subject="High and old", assignee_id=world.alex.id, priority="high", opened_at=old
    )
    world.ticket(company, owner=world.alex, subject="Nobody took mine")
    world.ticket(company, owner=world.alex, assignee_id=world.sara.id, subject="Sara has it")
    world.ticket(company, subject="Closed", assignee_id=world.alex.id, status="closed")
    text = panel(browser, "alex", "tickets")
    order = ["High and old", "High and new", "Nobody took mine", "Low and old"]
    places = [text.index(subject) for subject in order]
    assert places == sorted(places)
    assert "Sara has it" not in text
    assert "Closed" not in text


def test_tickets_of_nobody_are_taken_on_the_spot(browser, world):
    world.ticket(subject="Somebody has it", assignee_id=world.sara.id)
    ticket = world.ticket(subject="Nobody has it")
    assert "Somebody has it" not in panel(browser, "alex", "unassigned")
    assert "Nobody has it" in panel(browser, "alex", "unassigned")
    url = f"/dashboard/unassigned/{ticket.number}"
    taken = browser.as_("alex").post(url, htmx=True)
    assert "tickets-changed" in taken.headers["HX-Trigger"]
    assert "Nobody has it" not in panel(browser, "alex", "unassigned")
    assert "Nobody has it" in panel(browser, "alex", "tickets")
    late = browser.as_("mark").post(url, htmx=True)
    assert late.status_code == 409
    assert "Alex Ames has ticket" in late.headers["HX-Trigger"]


def test_new_tickets_are_those_of_others_since_the_visit_before(browser, world):
    now = clock.now()

    def opened(subject, at, owner=None):
        world.ticket(subject=subject, owner=owner or world.sara, opened_at=at)

    for hours in (30, 6):
        with clock.frozen(now - timedelta(hours=hours)):
            browser.as_("alex").get("/dashboard")
    opened("Before both", now - timedelta(hours=31))
    opened("Between", now - timedelta(hours=20))
    opened("By Alex", now - timedelta(hours=20), world.alex)
    assert "Between" in panel(browser, "alex", "new")
    for absent in ("Before both", "By Alex"):
        assert absent not in panel(browser, "alex", "new")
    browser.as_("alex").get("/dashboard")
    assert "Between" not in panel(browser, "alex", "new")


def test_a_visit_is_written_down_once(browser, world, count_queries):
    alex = browser.as_("alex")
    first = count_queries(lambda: alex.get("/dashboard"))
    assert count_queries(lambda: alex.get("/dashboard")) == first - 1


def test_the_pipeline_counts_by_stage_and_tells_values_when_there_are_any(browser, world):
    world.company(status="qualified")
    assert "£" not in panel(browser, "alex", "pipeline")
    world.company(status="qualified", expected_value=12_500)
    text = panel(browser, "alex", "pipeline")
    assert "£12,500" in text
    assert "<strong>2</strong>" in text


def test_quiet_companies_are_mine_and_silent_for_thirty_days(browser, world):
    def owned(name, days, **values):
        world.company(
            name=name, owner_id=world.sara.id, last_activity_at=clock.ago(days=days), **values
        )

    owned("Silent Ltd", 31)
    owned("Longest Ltd", 90)
    owned("Busy Ltd", 29)
    owned("Lost Ltd", 90, status="lost")
    world.company(name="Of Anna", owner_id=world.anna.id, last_activity_at=clock.ago(days=60))
    world.company(name="Just added", owner_id=world.sara.id)
    text = panel(browser, "sara", "quiet")
    assert text.index("Longest Ltd") < text.index("Silent Ltd")
    for absent in ("Busy Ltd", "Lost Ltd", "Of Anna", "Just added"):
        assert absent not in text


def test_recent_activity_is_the_agencys(browser, world):
    company = world.company(name="Northwind")
    activity = world.activity(company, author=world.sara, subject="Renewal")
    record("activity.logged", activity, by=world.sara, within=company)
    with world.other_agency() as hugo:
        theirs = world.activity(subject="Secret")
        record("activity.logged", theirs, by=hugo, within=theirs.company)
    text = panel(browser, "alex", "recent")
    assert "Sara Stone" in text
    assert f'href="/companies/{company.id}/activity">logged Call: Renewal' in text
    assert "Northwind" in text
    assert "Secret" not in text


def test_an_import_is_told_in_one_line(browser, world):
    company = world.company()
    record("import.finished", company, by=world.anna, what="companies", added=503)
    assert "Anna Archer imported 503 companies" in panel(browser, "alex", "recent")


def test_visitors_are_sent_to_sign_in(browser, world):
    for url in ("/dashboard", *(f"/dashboard/{name}" for name in PANELS)):
        assert browser.get(url).headers["Location"].startswith("/login")


@pytest.mark.parametrize("name", ["", *PANELS])
def test_the_cost_is_constant(browser, world, count_queries, name):
    anna, url = browser.as_("anna"), f"/dashboard/{name}".rstrip("/")

    def open_it():
        assert anna.get(url, htmx=bool(name)).status_code == 200

    fill(world, 1)
    open_it()
    one = count_queries(open_it)
    fill(world, 60)
    assert count_queries(open_it) == one
    assert one <= (6 if name else 8)


def fill(world, number):
    long_ago = clock.ago(days=90)
    for _ in range(number):
        company = world.company(owner_id=world.anna.id, last_activity_at=long_ago)
        world.ticket(company, assignee_id=world.anna.id)
        activity = world.activity(company, author=world.alex)
        world.reminder(company, user=world.anna, author_id=world.sara.id, activity_id=activity.id)
        record("activity.logged", activity, by=world.alex, within=company)
        world.ticket(company, owner=world.alex)
