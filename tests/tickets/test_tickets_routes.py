"""The list, opening a ticket, its page, and the form for all of it."""

import pytest

from app.blueprints.tickets.models import Subject, Ticket
from app.core.db import db
from app.core.events import Event


def details(company, **values):
    return {
        "company_id": company.id,
        "priority": "high",
        "category_type": "client",
        "category": "complaint",
        "subject": "Hotel overcharge",
        "description": "The hotel charged **twice**.",
        **values,
    }


def latest() -> Ticket:
    return db.session.query(Ticket).order_by(Ticket.id.desc()).first()


def test_opening_a_ticket_leads_to_its_page(browser, world):
    company = world.company(name="Acme")
    contact = world.contact(company)
    data = details(company, contact_id=contact.id, assignee_id=world.mark.id)
    response = browser.as_("alex").post("/tickets", data)
    ticket = latest()
    assert (response.status_code, response.location) == (303, f"/tickets/{ticket.number}")
    assert (ticket.number, ticket.status, ticket.owner, ticket.assignee) == (
        1,
        "open",
        world.alex,
        world.mark,
    )
    assert ticket.company.last_activity_at is not None
    page = browser.as_("alex").get(response.location)
    for text in (
        "#1 Hotel overcharge",
        "<strong>twice</strong>",
        "Acme",
        contact.name,
        "Ticket opened by Alex Ames",
    ):
        assert text in page.text


def test_a_repeated_submit_opens_one_ticket(browser, world):
    data = details(world.company(), submission="token-of-this-form")
    alex = browser.as_("alex")
    first, second = alex.post("/tickets", data), alex.post("/tickets", data)
    assert second.location == first.location
    assert db.session.query(Ticket).count() == 1


def test_numbers_go_on_within_the_agency_only(browser, world):
    company = world.company()
    with world.other_agency():
        theirs = world.company()
    browser.as_("hugo").post("/tickets", details(theirs))
    browser.as_("alex").post("/tickets", details(company))
    browser.as_("alex").post("/tickets", details(company))
    assert latest().number == 2


def test_a_rejected_ticket_leaves_no_gap(browser, world):
    company = world.company()
    browser.as_("alex").post("/tickets", details(company, category="nonsense"))
    browser.as_("alex").post("/tickets", details(company))
    assert latest().number == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("company_id", ""),
        ("company_id", "999999999999"),
        ("company_id", "abc"),
        ("contact_id", "999999999999"),
        ("assignee_id", "999999999999"),
        ("priority", "urgent"),
        ("category_type", "supplier"),
        ("category", "system_error"),
        ("subject", " "),
        ("subject", "x" * 256),
        ("subject", "NUL\0"),
        ("description", ""),
        ("description", "x" * 20_001),
        ("description", "NUL\0"),
    ],
)
def test_what_cannot_be_is_refused_with_the_form(browser, world, field, value):
    response = browser.as_("alex").post(
        "/tickets", details(world.company(), **{field: value}), htmx=True
    )
    assert response.status_code == 422
    assert 'id="ticket-form"' in response.text
    assert 'aria-invalid="true"' in response.text
    assert db.session.query(Ticket).count() == 0


def test_records_of_another_agency_or_company_are_refused(browser, world):
    company, other = world.company(), world.company()
    stranger = world.contact(other)
    with world.other_agency() as hugo:
        theirs = world.company()
    for wrong in ({"company_id": theirs.id}, {"contact_id": stranger.id}, {"assignee_id": hugo.id}):
        assert browser.as_("alex").post("/tickets", details(company, **wrong)).status_code == 422
    assert db.session.query(Ticket).count() == 0


def test_a_subject_is_reused_whatever_its_case(browser, world):
    company = world.company()
    browser.as_("alex").post("/tickets", details(company, subject="Hotel overcharge"))
    browser.as_("alex").post("/tickets", details(company, subject=" hotel  OVERCHARGE "))
    assert db.session.query(Subject).count() == 1


def test_html_in_a_ticket_is_text(browser, world):
    data = details(world.company(), subject="<b>x</b>", description="<script>alert(1)</script>")
    browser.as_("alex").post("/tickets", data)
    page = browser.as_("alex").get(f"/tickets/{latest().number}").text
    assert "<b>x</b>" not in page
    assert "<script>alert" not in page


def test_from_a_company_it_is_fixed(browser, world):
    company, other = world.company(name="Acme"), world.company()
    form = browser.as_("alex").get(f"/tickets/new?company={company.id}").text
    assert f'name="company_id" value="{company.id}"' in form
    browser.as_("alex").post(f"/tickets?company={company.id}", details(other))
    assert latest().company == company


def test_choices_follow_company_and_type_and_save_nothing(browser, world):
    company = world.company()
    contact = world.contact(company)
    data = details(company, category_type="agency")
    fragment = browser.as_("alex").post("/tickets/choices", data, htmx=True)
    assert fragment.status_code == 200
    assert contact.name in fragment.text
    assert "System Enhancement" in fragment.text
    page = browser.as_("alex").post("/tickets/choices", data)
    assert page.status_code == 200
    for text in ("<main", "The hotel charged **twice**.", "Hotel overcharge", contact.name):
        assert text in page.text
    assert db.session.query(Ticket).count() == 0


def test_editing_logs_every_change_in_one_event(browser, world):
    ticket = world.ticket(subject="Hotel")
    form = details(ticket.company, status="in_progress", owner_id=world.anna.id, subject="Hotel")
    response = browser.as_("anna").post(f"/tickets/{ticket.number}", form)
    assert response.status_code == 303
    event = db.session.query(Event).filter_by(kind="ticket.changed").one()
    assert [change["field"] for change in event.data["changes"]] == [
        "Description", "Priority", "Status",
    ]  # fmt: skip
    page = browser.as_("anna").get(f"/tickets/{ticket.number}").text
    assert "Priority changed from Medium to High" in page
    assert "Status changed from Open to In Progress" in page


def test_saving_what_is_there_already_logs_nothing(browser, world):
    ticket = world.ticket(subject="Hotel")
    form = details(
        ticket.company, status="open", owner_id=world.anna.id, subject="Hotel", priority="medium"
    )
    browser.as_("anna").post(
        f"/tickets/{ticket.number}", form | {"description": ticket.description}
    )
    assert db.session.query(Event).count() == 0


def test_an_edit_over_a_newer_one_shows_both(browser, world):
    ticket = world.ticket(subject="Hotel")
    page = browser.as_("anna").get(f"/tickets/{ticket.number}/edit").text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    browser.as_("mark").post(f"/tickets/{ticket.number}/priority", {"priority": "high"})
    mine = details(
        ticket.company, status="open", owner_id=world.anna.id, subject="Hotel", priority="low",
        version=version,
    )  # fmt: skip
    refused = browser.as_("anna").post(f"/tickets/{ticket.number}", mine)
    assert refused.status_code == 422
    assert "Mark Mills changed this" in refused.text
    assert "Priority is now “High”" in refused.text
    assert "The hotel charged **twice**." in refused.text
    assert ticket.priority == "high"


def test_from_another_agency_there_is_no_ticket(browser, world):
    with world.other_agency():
        number = world.ticket().number
    for address in ("", "/edit", "/row"):
        assert browser.as_("anna").get(f"/tickets/{number}{address}").status_code == 404


def test_a_page_takes_few_queries(browser, world, count_queries):
    ticket = world.ticket(assignee_id=world.mark.id)
    alex = browser.as_("alex")
    for n in range(3):
        alex.post(f"/tickets/{ticket.number}/actions", {"kind": "update", "details": f"Step {n}"})
    url = f"/tickets/{ticket.number}"
    assert count_queries(lambda: alex.get(url)) <= 8


def test_a_deleted_contact_stays_on_its_ticket_without_a_link(browser, world):
    company = world.company()
    contact = world.contact(company, first_name="Dora", last_name="Dent")
    ticket = world.ticket(company, contact_id=contact.id, subject="Hotel")
    contact.delete()
    page = browser.as_("anna").get(f"/tickets/{ticket.number}").text
    assert "Dora Dent" in page
    assert f"/contacts/{contact.id}" not in page
    assert "Dora Dent" in browser.as_("anna").get(f"/tickets/{ticket.number}/edit").text
