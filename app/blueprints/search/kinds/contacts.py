from flask import url_for
from sqlalchemy import func, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.search.kinds.kind import Kind
from app.core import tenancy

ROWS = (
    select(
        Contact.id,
        func.concat_ws(" ", Contact.first_name, Contact.last_name).label("title"),
        Company.name.label("detail"),
        func.concat_ws(
            " · ", Contact.job_title, Contact.department, Contact.email, Contact.phone,
            Contact.mobile, Contact.notes,
        ).label("body"),
        Contact.id.label("at"),
        Contact.company_id.label("within"),
    )
    .join(Company, Company.id == Contact.company_id)
    .where(Contact.agency_id == tenancy.CURRENT_AGENCY, Contact.deleted_at.is_(None))
)  # fmt: skip

KIND = Kind(
    key="contact",
    label="Contacts",
    icon="contact",
    table="contact",
    rows=ROWS,
    url=lambda row: url_for("contacts.contacts.show", company_id=row.within, contact_id=row.at),
)
