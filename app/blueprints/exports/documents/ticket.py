"""A ticket with its actions and system log."""

from collections.abc import Iterator
from typing import Any

from app.blueprints.exports.documents.document import Document, in_pieces
from app.blueprints.tickets.models import Ticket
from app.blueprints.tickets.timeline import timeline
from app.core import tenancy


def pieces(ticket: Ticket) -> Iterator[tuple[str, dict[str, Any]]]:
    for entries in in_pieces(timeline(ticket)):
        yield "pdf/tickets/ticket.html", {"ticket": ticket, "entries": entries}


DOCUMENT = Document(
    find=lambda record_id: tenancy.find(Ticket, record_id),
    title=lambda ticket: f"Ticket {ticket.title}",
    pieces=pieces,
)
