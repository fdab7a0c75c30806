"""The list of tickets as a CSV file and as a report."""

import csv
import io

import pytest

from app.blueprints.exports.models import ExportFile
from app.core.db import db
from tests.exports.test_tables import ask, text_of
from tests.worker import deliver_all


def content(export) -> bytes:
    deliver_all()
    return db.session.query(ExportFile).filter_by(export_id=export.id).one().content


@pytest.fixture
def mine(world):
    with world.other_agency():
        world.ticket(subject="Harbour matter")
    world.ticket(subject="Somebody else's")
    return world.ticket(subject="=Refund", assignee_id=world.sara.id, priority="high")


def test_the_file_has_what_the_filter_shows_to_who_asked(browser, mine):
    file = content(ask(browser, "tickets.csv", "state=open&mine=1", "sara"))
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    assert [row["Subject"] for row in rows] == ["'=Refund"]
    assert rows[0]["Number"] == str(mine.number)
    assert (rows[0]["Priority"], rows[0]["Assigned to"]) == ("High", "Sara Stone")


def test_the_report_counts_and_lists(browser, mine):
    text = text_of(content(ask(browser, "tickets", "state=open&sort=priority")))
    assert "2 tickets" in text
    assert "High 1" in text
    assert f"#{mine.number}" in text
    assert "Harbour" not in text


def test_a_view_of_the_list_is_saved_and_opened(browser, mine):
    sara = browser.as_("sara")
    values = {"name": "On my desk", "query": "state=open&mine=1&sort=-priority"}
    saved = sara.post("/views/tickets", values)
    assert saved.location.startswith("/tickets?state=open&mine=1&sort=-priority&view=")
    page = sara.get(saved.location).text
    assert "On my desk" in page
    assert "Save this view" not in page
