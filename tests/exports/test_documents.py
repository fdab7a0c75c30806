"""The documents themselves: what they say, their tags, and that they read nothing from outside."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.blueprints.exports import actions
from app.blueprints.exports.models import ExportFile
from app.blueprints.tickets.models import Action
from app.core import pdf
from app.core.db import db
from app.core.events import record


def made(world, kind, subject) -> PdfReader:
    export = actions.request_export(kind, subject.id, by=world.anna)
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
    for words in ("Acme", "Zoë Ash", "Lost visa", "Quarterly review", "Page 1"):
        assert words in text
    assert "Secret" not in text


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
        assert f"Page {number}" in page.extract_text()
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
