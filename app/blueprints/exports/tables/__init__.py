"""The lists that can be exported as CSV, by the kind of the export."""

from app.blueprints.exports.tables import companies, contacts, fees, tickets
from app.blueprints.exports.tables.table import Table

TABLES: dict[str, Table] = {
    "companies.csv": companies.TABLE,
    "contacts.csv": contacts.TABLE,
    "fees.csv": fees.TABLE,
    "tickets.csv": tickets.TABLE,
}
