"""The documents themselves: what they say, their tags, and that they read nothing from outside."""

from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.blueprints.crm.notes.actions import write_section
from app.blueprints.crm.notes.sections import SECTIONS
from app.blueprints.exports import actions
from app.blueprints.exports.models import ExportFile
from app.blueprints.tickets.models import Action
from app.core import clock, pdf
from app.core.db import db
from app.core.events import record


def made(world, kind, subject, query=None) -> PdfReader:
    export = actions.request_export(kind, subject.id, query, by=world.anna)
    db.session.commit()
    actions.make(export)
    file = db.session.query(ExportFile).filter_by(export_id=export.id).one()
    return PdfReader(BytesIO(file.content))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def ticket_with_actions(world, count):
    company = world.company(name="Żółw & Sons <Ltd>")
    ticket = world.ticket(company, subject="Hotel overcharge", number=12)
    record("ticket.opened", ticket, by=world.anna, within=company)
    for number in range(1, count + 1):
        details = f"Called the hotel, try {number}.\n\n- **asked** for the folio"
        action = Action(
            ticket_id=ticket.id,
            number=number,
            kind="update",
            details=details,
            author_id=world.anna.id,
        )
        db.session.add(action)
    db.session.flush()
    return ticket


def test_a_ticket_shows_its_facts_and_actions(world):
    text = text_of(made(world, "ticket", ticket_with_actions(world, 3)))
    for words in ("#12 Hotel overcharge", "Żółw & Sons <Ltd>", "Ticket opened", "try 3"):
        assert words in text


def test_a_company_shows_contacts_tickets_and_activities(world):
    company = world.company(name="Acme")
    world.contact(company, first_name="Zoë", last_name="Ash")
    world.ticket(company, subject="Lost visa")
    world.activity(company, subject="Quarterly review", details="Went **well**")
    with world.other_agency():
        world.company(name="Secret Client")
    text = text_of(made(world, "company", company))
    for words in ("Acme", "Zoë Ash", "Lost visa", "Quarterly review", "Page 1 of 1"):
        assert words in text
    assert "Secret" not in text


def test_a_dossier_has_notes_and_fees_and_the_activities_of_its_period(world):
    company = world.company(name="Acme")
    write_section(company, "rail", "Standard **class**", by=world.anna)
    world.fee(company, service="Air ticket", offline_fee=Decimal("1234.50"))
    world.activity(company, subject="Last week", at=clock.ago(days=7))
    world.activity(company, subject="Last winter", at=clock.ago(days=200))
    text = text_of(made(world, "company", company, query="period=quarter"))
    for words in ("Rail notes", "Standard class", "£1,234.50", "Last week", "last 3 months"):
        assert words in text
    assert "Last winter" not in text
    assert "Last winter" in text_of(made(world, "company", company, query="period=year"))


def test_a_supplier_has_no_notes_and_fees_in_its_dossier(world):
    text = text_of(made(world, "company", world.company(company_type="supplier")))
    assert "Client notes" not in text
    assert "Transaction fees" not in text


def test_a_client_sheet_is_short(world):
    company = world.company(name="Acme")
    for section in SECTIONS:
        write_section(company, section, "Standard class only, unless approved.", by=world.anna)
    world.contact(company, last_name="Booker", is_booker=True)
    world.contact(company, last_name="Nobody")
    for number in range(6):
        world.fee(company, service=f"Service {number}")
    world.ticket(company, subject="Lost visa")
    world.ticket(company, subject="Old matter", status="closed")
    reader = made(world, "sheet", company)
    text = text_of(reader)
    for words in ("Carol Booker", "Service 5", "Lost visa", "Other notes", "Page 1 of"):
        assert words in text
    assert "Nobody" not in text
    assert "Old matter" not in text
    assert len(reader.pages) <= 2
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_an_empty_company_says_what_is_missing(world):
    text = text_of(made(world, "company", world.company()))
    for words in ("No contacts yet", "No tickets yet", "No activities yet"):
        assert words in text


def test_a_long_document_has_running_page_numbers_and_one_tree_of_tags(world):
    reader = made(world, "ticket", ticket_with_actions(world, 300))
    root = reader.trailer["/Root"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    elements = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert len(reader.pages) > 10
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {len(reader.pages)}" in page.extract_text()
        for element in elements[page["/StructParents"]].get_object():
            assert element.get_object()["/Pg"].get_object() == page.get_object()


def test_documents_are_tagged_titled_and_have_their_fonts(world):
    reader = made(world, "ticket", ticket_with_actions(world, 1))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Ticket #12 Hotel overcharge"
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "FontFile" in str(font["/DescendantFonts"][0]["/FontDescriptor"])


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:1/x", "asset:/../layout.html"]
)
def test_nothing_is_read_from_disk_or_network(app, address):
    with pytest.raises(ValueError, match="disallowed protocol"):
        pdf._fetcher().fetch(address)
