"""The documents there are, by kind."""

from app.blueprints.exports.documents import company, ticket
from app.blueprints.exports.documents.document import Document

DOCUMENTS: dict[str, Document] = {"ticket": ticket.DOCUMENT, "company": company.DOCUMENT}
