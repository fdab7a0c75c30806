"""The contacts that a filter shows, with all their fields."""

from sqlalchemy import select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.directory import LISTING
from app.blueprints.crm.contacts.models import TAGS, Contact
from app.blueprints.exports.tables.table import Column, Table
from app.core import tenancy
from app.core.reach import shown_phone

ROWS = (
    select(*Contact.__table__.columns, Company.name.label("company"), Company.country)
    .join(Company, Company.id == Contact.company_id)
    .where(Contact.agency_id == tenancy.CURRENT_AGENCY, Contact.deleted_at.is_(None))
)
TABLE = Table(
    "Contacts",
    LISTING,
    ROWS,
    (
        Column("First name", lambda row: row.first_name),
        Column("Last name", lambda row: row.last_name),
        Column("Company name", lambda row: row.company),
        Column("Job title", lambda row: row.job_title),
        Column("Department", lambda row: row.department),
        Column("E-mail", lambda row: row.email),
        Column("Phone", lambda row: shown_phone(row.phone, row.country or "GB")),
        Column("Mobile", lambda row: shown_phone(row.mobile, row.country or "GB")),
        *(
            Column(label, lambda row, name=name: "Yes" if getattr(row, name) else "No")
            for name, label in TAGS.items()
        ),
        Column("Notes", lambda row: row.notes),
        Column("Created", lambda row: row.created_at),
    ),
)
