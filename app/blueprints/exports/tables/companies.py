"""The companies that a filter shows, with all their fields."""

from sqlalchemy import select

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.choices import (
    CLIENT_TYPES,
    COMPANY_TYPES,
    INDUSTRIES,
    STATUSES,
    countries,
)
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.companies.queries import LISTING
from app.blueprints.exports.tables.table import Column, Table
from app.core import tenancy
from app.core.reach import shown_phone

ROWS = (
    select(*Company.__table__.columns, (User.first_name + " " + User.last_name).label("owner"))
    .outerjoin(User, User.id == Company.owner_id)
    .where(Company.agency_id == tenancy.CURRENT_AGENCY)
)
TABLE = Table(
    "Companies",
    LISTING,
    ROWS,
    (
        Column("Company name", lambda row: row.name),
        Column("Company type", lambda row: COMPANY_TYPES.label(row.company_type)),
        Column("Account status", lambda row: STATUSES.label(row.status)),
        Column("Owner", lambda row: row.owner),
        Column("Ops team", lambda row: row.ops_team),
        Column("Client type", lambda row: CLIENT_TYPES.label(row.client_type)),
        Column("Industry", lambda row: INDUSTRIES.label(row.industry)),
        Column("E-mail", lambda row: row.email),
        Column("Phone", lambda row: shown_phone(row.phone, row.country or "GB")),
        Column("Website", lambda row: row.website),
        Column("LinkedIn address", lambda row: row.linkedin_url),
        Column("Street", lambda row: row.street),
        Column("City", lambda row: row.city),
        Column("State or province", lambda row: row.region),
        Column("Postal code", lambda row: row.postal_code),
        Column("Country", lambda row: countries().label(row.country)),
        Column("Description", lambda row: row.description),
        Column("Last activity", lambda row: row.last_activity_at),
        Column("Created", lambda row: row.created_at),
    ),
)
