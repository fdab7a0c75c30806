"""What a list shows, as a CSV file and as a report."""

import csv
import io

from app.blueprints.exports import actions
from app.blueprints.exports.models import Export, ExportFile
from app.core.db import db
from tests.worker import deliver_all


def ask(browser, kind="companies.csv", query="sort=name", visitor="anna"):
    data = {"kind": kind, "query": query}
    answer = browser.as_(visitor).post("/exports", data, htmx=True)
    assert answer.status_code == 200
    return db.session.query(Export).order_by(Export.id.desc()).first()


def rows_of(export) -> list[dict[str, str]]:
    deliver_all()
    file = db.session.query(ExportFile).filter_by(export_id=export.id).one()
    assert file.name == "Companies.csv"
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))


def test_the_file_has_what_the_filter_shows_in_its_order(browser, world):
    world.company(name="Acme", city="Leeds", owner_id=world.sara.id, phone="+442079460018")
    world.company(name="Zenith", city="Leeds")
    world.company(name="Elsewhere", city="York")
    rows = rows_of(ask(browser, query="q=leeds&sort=-name"))
    assert [row["Company name"] for row in rows] == ["Zenith", "Acme"]
    assert rows[1]["Owner"] == "Sara Stone"
    assert rows[1]["Phone"] == "020 7946 0018"
    assert rows[1]["Country"] == "United Kingdom"


def test_mine_are_those_of_who_asked(browser, world):
    world.company(name="Hers", owner_id=world.sara.id)
    world.company(name="Nobody's")
    rows = rows_of(ask(browser, query="mine=1", visitor="sara"))
    assert [row["Company name"] for row in rows] == ["Hers"]


def test_a_formula_is_only_text(browser, world):
    world.company(name="=1+1", phone="+4915123456789", country="GB")
    row = rows_of(ask(browser))[0]
    assert (row["Company name"], row["Phone"]) == ("'=1+1", "'+49 1512 3456789")


def test_more_rows_than_one_chunk_keep_their_order(browser, world):
    from app.blueprints.exports.tables import companies

    names = sorted(world.company(name=f"Falcon {n:03}").name for n in range(30))
    table = companies.TABLE
    chunks = list(table.chunks(table.ids("sort=name"), 7))
    assert [row.name for rows in chunks for row in rows] == names


def test_asking_twice_for_the_same_filter_makes_one_file(browser, world):
    first = ask(browser, query="status=lead")
    assert ask(browser, query="status=lead&page=3").id == first.id
    assert ask(browser, query="status=trading").id != first.id


def test_the_report_counts_and_lists(browser, world):
    world.company(name="Acme", status="trading")
    world.company(name="Zenith")
    export = actions.request_export("companies", None, "status=trading", by=world.anna)
    deliver_all()
    assert export.is_ready
    file = db.session.query(ExportFile).filter_by(export_id=export.id).one()
    assert file.name == "Companies-report.pdf"
    assert file.content.startswith(b"%PDF-")
    text = text_of(file.content)
    assert "Acme" in text
    assert "Zenith" not in text


def test_a_report_of_nothing_says_so(browser, world):
    export = ask(browser, "companies", "q=nobody")
    deliver_all()
    file = db.session.query(ExportFile).filter_by(export_id=export.id).one()
    assert "0 companies" in text_of(file.content)


def test_companies_of_another_agency_are_not_in_the_file(browser, world):
    world.company(name="Ours")
    with world.other_agency():
        world.company(name="Theirs")
    assert [row["Company name"] for row in rows_of(ask(browser))] == ["Ours"]


def text_of(pdf: bytes) -> str:
    from pypdf import PdfReader

    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
