"""The transaction fees of one client, or of all."""

from sqlalchemy import select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.fees.models import Fee
from app.blueprints.crm.fees.queries import LISTING
from app.blueprints.exports.tables.table import Column, Table
from app.core import tenancy

ROWS = (
    select(*Fee.__table__.columns, Company.name.label("company"))
    .join(Company, Company.id == Fee.company_id)
    .where(Fee.agency_id == tenancy.CURRENT_AGENCY, Fee.deleted_at.is_(None))
)
TABLE = Table(
    "Transaction fees",
    LISTING,
    ROWS,
    (
        Column("Company name", lambda row: row.company),
        Column("Service", lambda row: row.service),
        Column("Online fee", lambda row: row.online_fee),
        Column("Offline fee", lambda row: row.offline_fee),
        Column("Currency", lambda row: row.currency),
        Column("Note", lambda row: row.note),
    ),
)
