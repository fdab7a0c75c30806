from flask import url_for
from sqlalchemy import func, literal_column, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.search.kinds.kind import Kind
from app.blueprints.tickets.models import Subject, Ticket
from app.core import tenancy

ROWS = (
    select(
        Ticket.id,
        func.concat("#", Ticket.number, " ", Subject.name).label("title"),
        func.concat_ws(
            " · ",
            Company.name,
            func.nullif(func.concat_ws(" ", Contact.first_name, Contact.last_name), ""),
        ).label("detail"),
        Ticket.description.label("body"),
        Ticket.number.label("at"),
        literal_column("null::bigint").label("within"),
    )
    .join(Subject, Subject.id == Ticket.subject_id)
    .join(Company, Company.id == Ticket.company_id)
    .outerjoin(Contact, Contact.id == Ticket.contact_id)
    .where(Ticket.agency_id == tenancy.CURRENT_AGENCY)
)

KIND = Kind(
    key="ticket",
    label="Tickets",
    icon="ticket",
    table="ticket",
    rows=ROWS,
    url=lambda row: url_for("tickets.tickets.show", number=row.at),
)
