"""The client sheet: what a consultant needs beside the phone, on a page or two."""

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.companies.queries import find_client
from app.blueprints.exports.documents.document import Document, Pieces
from app.blueprints.exports.documents.records import (
    Sections,
    fees_of_client,
    in_sections,
    marked_contacts_of,
    notes_of_client,
    tickets_of,
)


def sections_of(company: Company) -> Sections:
    return {
        "notes": notes_of_client(company),
        "contacts": marked_contacts_of(company),
        "fees": fees_of_client(company),
        "tickets": tickets_of(company, only_open=True),
    }


def pieces(company: Company) -> Pieces:
    for shown, empty in in_sections(sections_of(company)):
        context = {"company": company, "shown": shown, "empty": empty}
        yield "pdf/companies/sheet.html", context


DOCUMENT = Document(
    find=find_client,
    title=lambda company: f"{company.name}: client sheet",
    pieces=pieces,
)
