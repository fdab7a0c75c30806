"""What can be exported, by kind: PDF documents, and lists as CSV. Each says with `about(subject_id,
query)` its title, the record and the filters that it is about."""

from app.blueprints.exports import tables
from app.blueprints.exports.documents import companies, company, ticket

DOCUMENTS = {
    "ticket": ticket.DOCUMENT,
    "company": company.DOCUMENT,
    "companies": companies.Report(),
    **tables.TABLES,
}
