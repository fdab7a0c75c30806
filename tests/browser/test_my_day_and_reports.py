"""My day and the reports in a browser: what is done on one panel shows on the others."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, text

from app.blueprints.crm.companies.models import Company
from app.blueprints.tickets.models import Subject
from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe
from tests.browserless import Browser


@pytest.fixture
def waiting(app):
    """A ticket of nobody, a ticket of Sara, and a reminder for Mark; removed again afterwards."""
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        world = factories.world()
        company = world.company(name="Acme Aviation")
        world.ticket(company, subject="Seat request")
        world.ticket(company, subject="Lost property", assignee_id=cast.ids["sara"])
        world.reminder(company, user=world.mark, message="Confirm the group")
        db.session.commit()
        company_id = company.id
    yield company_id
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        db.session.execute(delete(Company).where(Company.id == company_id))
        db.session.execute(delete(Subject))
        db.session.execute(text("truncate event, submission"))
        db.session.commit()


@pytest.fixture
def mark(page, app, site, waiting):
    cookie = Browser(app, "mark").client.get_cookie("travault")
    page.context.add_cookies([{"name": "travault", "value": cookie.value, "url": site.url}])
    return page


def test_a_day_is_worked_from_its_panels(mark):
    mark.goto("/dashboard")
    nobodys, mine = mark.locator("#panel-unassigned"), mark.locator("#panel-tickets")
    expect(nobodys).to_contain_text("Seat request")
    nobodys.get_by_role("button", name="Take").click()
    expect(mine).to_contain_text("Seat request")
    expect(nobodys).to_contain_text("Every ticket has somebody")
    mark.get_by_role("button", name="Done: Confirm the group").click()
    expect(mark.locator("#panel-reminders")).to_contain_text("Nothing due")
    assert axe.problems(mark) == []
    mark.get_by_role("button", name="Hide getting started").click()
    expect(mark.locator("#first-steps")).to_have_count(0)
    mark.get_by_role("link", name="Log a call").click()
    expect(mark.get_by_role("dialog")).to_contain_text("With which company?")


def test_a_panel_that_fails_leaves_the_others_alone(mark):
    mark.route("**/dashboard/pipeline", lambda route: route.fulfill(status=500, body="no"))
    mark.goto("/dashboard")
    expect(mark.locator("#panel-unassigned")).to_contain_text("Seat request")
    expect(mark.locator("#panel-pipeline").get_by_role("link")).to_have_text("Show pipeline")


def test_a_number_of_a_report_leads_to_its_tickets(mark):
    mark.goto("/reports")
    people = mark.locator("#figure-consultants")
    people.get_by_text("Table").click()
    assert axe.problems(mark) == []
    people.get_by_role("row", name="Sara Stone").get_by_role("link").click()
    expect(mark.locator("#tickets")).to_contain_text("Lost property")
    expect(mark.locator("#tickets")).not_to_contain_text("Seat request")
    mark.go_back()
    mark.get_by_role("link", name="Last year").click()
    expect(mark.locator("#figure-consultants")).to_contain_text("Nothing to count")
    assert "period=last_year" in mark.url
