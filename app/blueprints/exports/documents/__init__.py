"""What can be exported, by kind: PDF documents, lists as CSV, and what is known of a person. Each says with `about(subject_id,
query)` its title, the record and the filters that it is about."""

from app.blueprints.exports import tables
from app.blueprints.exports.documents import companies, company, person, sheet, ticket, tickets

DOCUMENTS = {
    "ticket": ticket.DOCUMENT,
    "company": company.DOCUMENT,
    "sheet": sheet.DOCUMENT,
    "companies": companies.Report(),
    "person": person.Person(),
    "tickets": tickets.Report(),
    **tables.TABLES,
}
# Who may ask for it, where that is not everybody who may export.
PERMISSIONS = {"person": "contact.erase"}
