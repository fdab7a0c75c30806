from flask import url_for
from sqlalchemy import String, cast, func, literal_column, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.files.models import File
from app.blueprints.search.kinds.kind import Kind
from app.blueprints.tickets.models import Action, Ticket
from app.core import tenancy

ROWS = (
    select(
        File.id,
        File.name.label("title"),
        func.coalesce(Company.name, func.concat("Ticket #", Ticket.number)).label("detail"),
        cast("", String).label("body"),
        File.id.label("at"),
        literal_column("null::bigint").label("within"),
    )
    .outerjoin(Company, Company.id == File.company_id)
    .outerjoin(Action, Action.id == File.action_id)
    .outerjoin(Ticket, Ticket.id == Action.ticket_id)
    .where(File.agency_id == tenancy.CURRENT_AGENCY)
)

KIND = Kind(
    key="file",
    label="Files",
    icon="paperclip",
    table="file",
    rows=ROWS,
    url=lambda row: url_for("files.previews.show", file_id=row.at),
)
