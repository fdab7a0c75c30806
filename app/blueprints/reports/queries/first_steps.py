"""What a new agency does first."""

from typing import Any, NamedTuple

from sqlalchemy import select

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity
from app.blueprints.crm.companies.models import Company
from app.blueprints.suppliers.models import Supplier
from app.blueprints.tickets.models import Ticket
from app.core import tenancy
from app.core.access import can
from app.core.db import db


class Step(NamedTuple):
    label: str
    url: str
    permission: str
    is_done: bool


def first_steps(user: User) -> list[Step]:
    """The checklist, or nothing when all of it is done or this user wants it no more. One query."""
    if user.hides_first_steps:
        return []
    company, ticket, activity, supplier = db.session.execute(
        select(*(_is_any(model) for model in (Company, Ticket, Activity, Supplier)))
    ).one()
    import_or_add = "/imports" if can("company.import") else "/companies/new"
    steps = [
        Step("Import your companies, or add the first", import_or_add, "company.add", company),
        Step("Open a ticket", "/tickets/new", "ticket.edit", ticket),
        Step("Log a call with a company", "/dashboard/call", "activity.add", activity),
        Step("Add a supplier you book with", "/suppliers/new", "supplier.edit", supplier),
    ]
    return [] if all(step.is_done for step in steps) else steps


def _is_any(model: Any) -> Any:
    return tenancy.scoped(model).with_only_columns(model.id).exists()
