from flask import url_for
from sqlalchemy import func, select

from app.blueprints.search.kinds.kind import Kind
from app.blueprints.tickets.models import Action, Subject, Ticket
from app.core import tenancy

ROWS = (
    select(
        Action.id,
        func.concat("#", Ticket.number, " ", Subject.name).label("title"),
        func.concat("Action ", Action.number).label("detail"),
        Action.details.label("body"),
        Action.id.label("at"),
        Ticket.number.label("within"),
    )
    .join(Ticket, Ticket.id == Action.ticket_id)
    .join(Subject, Subject.id == Ticket.subject_id)
    .where(Action.agency_id == tenancy.CURRENT_AGENCY)
)

KIND = Kind(
    key="action",
    label="Ticket actions",
    icon="message-square",
    table="ticket_action",
    rows=ROWS,
    url=lambda row: url_for(
        "tickets.tickets.show", number=row.within, _anchor=f"ticket_action-{row.at}"
    ),
)
