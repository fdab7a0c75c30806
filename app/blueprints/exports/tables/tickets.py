"""The tickets that a filter shows, with all their fields."""

from sqlalchemy import select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.exports.tables.table import Column, Table
from app.blueprints.tickets.choices import ALL_CATEGORIES, CATEGORY_TYPES, PRIORITIES, STATUSES
from app.blueprints.tickets.listing import LISTING, Assignee, Owner
from app.blueprints.tickets.models import Subject, Ticket
from app.core import tenancy

ROWS = (
    select(
        *Ticket.__table__.columns,
        Subject.name.label("subject"),
        Company.name.label("company"),
        (Contact.first_name + " " + Contact.last_name).label("contact"),
        (Assignee.first_name + " " + Assignee.last_name).label("assignee"),
        (Owner.first_name + " " + Owner.last_name).label("owner"),
    )
    .outerjoin(Subject, Subject.id == Ticket.subject_id)
    .outerjoin(Company, Company.id == Ticket.company_id)
    .outerjoin(Contact, Contact.id == Ticket.contact_id)
    .outerjoin(Assignee, Assignee.id == Ticket.assignee_id)
    .outerjoin(Owner, Owner.id == Ticket.owner_id)
    .where(Ticket.agency_id == tenancy.CURRENT_AGENCY)
)
TABLE = Table(
    "Tickets",
    LISTING,
    ROWS,
    (
        Column("Number", lambda row: row.number),
        Column("Status", lambda row: STATUSES.label(row.status)),
        Column("Priority", lambda row: PRIORITIES.label(row.priority)),
        Column("Subject", lambda row: row.subject),
        Column("Description", lambda row: row.description),
        Column("Company", lambda row: row.company),
        Column("Contact", lambda row: row.contact),
        Column("Category type", lambda row: CATEGORY_TYPES.label(row.category_type)),
        Column("Category", lambda row: ALL_CATEGORIES.label(row.category)),
        Column("Assigned to", lambda row: row.assignee),
        Column("Owner", lambda row: row.owner),
        Column("Opened", lambda row: row.opened_at),
        Column("Last update", lambda row: row.updated_at),
        Column("Closed", lambda row: row.closed_at),
    ),
)
