"""Changing many tickets at once: each by itself, with an event and mails of its own."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload

from app.blueprints.accounts.models import User
from app.blueprints.tickets.actions import change_ticket
from app.blueprints.tickets.models import Ticket
from app.core import tenancy
from app.core.access import can
from app.core.db import db


@dataclass(frozen=True)
class Done:
    """What became of a change of many."""

    changed: int
    closed: int
    refused: int

    @property
    def message(self) -> str:
        said = [f"{_tickets(self.changed)} changed"]
        if self.closed:
            said.append(f"{_tickets(self.closed)} left as they were: closed")
        if self.refused:
            said.append(f"{_tickets(self.refused)} left as they were: not yours to pass on")
        return "; ".join(said)


def change_tickets(ids: list[int], values: dict[str, Any], *, by: User) -> Done:
    """`values` by relationship, as `change_ticket` takes them; ids of others are left out."""
    tickets = _locked(ids)
    is_open = [ticket for ticket in tickets if not ticket.is_closed]
    allowed = [ticket for ticket in is_open if _may(ticket, values)]
    changed = sum(change_ticket(ticket, values, by=by) for ticket in allowed)
    return Done(changed, len(tickets) - len(is_open), len(is_open) - len(allowed))


def _locked(ids: list[int]) -> list[Ticket]:
    query = tenancy.scoped(Ticket).where(Ticket.id.in_(ids)).order_by(Ticket.id)
    shown = (Ticket.company, Ticket.subject, Ticket.owner, Ticket.assignee)
    query = query.options(*(joinedload(record) for record in shown))
    return list(db.session.scalars(query.with_for_update(of=Ticket)))


def _may(ticket: Ticket, values: dict[str, Any]) -> bool:
    is_passed_on = values.get("assignee", ticket.assignee) is not ticket.assignee
    return not is_passed_on or can("ticket.reassign", ticket)


def _tickets(number: int) -> str:
    return f"{number:,} {'ticket' if number == 1 else 'tickets'}"
