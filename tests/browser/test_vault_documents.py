"""What leaves the Vault: the client sheet on screen and as PDF, and the list as CSV."""

import csv
import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from sqlalchemy import text

from app.core import tenancy
from app.core.db import db
from tests import cast, factories
from tests.browser import axe, desk
from tests.browser.test_vault import signed_in


@pytest.fixture
def osprey(app):
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        osprey = factories.company(name="Osprey Mining", status="trading")
        factories.contact(osprey, first_name="Bella", last_name="Booker", is_booker=True)
        factories.contact(osprey, first_name="Victor", last_name="Vane", is_vip=True)
        factories.fee(osprey, service="Rail ticket")
        factories.ticket(osprey, description="The invoice lacks its cost centre")
        factories.company(name="Plover Paper", status="lead")
        db.session.commit()
        at = f"/companies/{osprey.id}"
    yield at
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        tables = "company, ticket, ticket_subject, message, export, event, submission"
        db.session.execute(text(f"truncate {tables} cascade"))
        db.session.commit()


@pytest.fixture
def anna(page, app, site, osprey):
    return signed_in(page, app, site)


def test_a_client_sheet_is_read_and_made_a_pdf_of_a_page(anna, osprey):
    anna.goto(f"{osprey}/notes")
    expect(anna.get_by_role("link", name="Bella Booker")).to_be_visible()
    expect(anna.get_by_role("link", name="Victor Vane")).to_be_visible()
    anna.get_by_role("button", name="Documents").click()
    anna.get_by_role("link", name="Client sheet", exact=True).click()
    for words in ("Bella Booker", "Victor Vane", "Rail ticket"):
        expect(desk.row(anna, words)).to_be_visible()
    assert axe.problems(anna) == []
    anna.get_by_role("button", name="PDF", exact=True).click()
    pdf = PdfReader(io.BytesIO(desk.downloaded(anna, "PDF")))
    assert len(pdf.pages) == 1
    assert "Bella Booker" in pdf.pages[0].extract_text()


def test_what_the_filter_shows_becomes_a_csv(anna, osprey):
    anna.goto("/companies")
    anna.get_by_label("Status").first.select_option("Trading")
    expect(anna.get_by_role("link", name="Plover Paper")).to_have_count(0)
    anna.get_by_role("button", name="Export").click()
    anna.get_by_role("button", name="CSV, all columns").click()
    rows = list(csv.DictReader(io.StringIO(desk.downloaded(anna, "CSV").decode("utf-8-sig"))))
    assert [row["Company name"] for row in rows] == ["Osprey Mining"]
