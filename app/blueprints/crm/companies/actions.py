"""Adding a company, changing many."""

from dataclasses import dataclass
from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.moves.models import StageMove
from app.core import tenancy
from app.core.access import can
from app.core.db import db
from app.core.events import record


def add_company(values: dict[str, Any], *, by: User) -> Company:
    company = Company(**values)
    db.session.add(company)
    record("company.added", company, by=by, within=company)
    if company.is_in_pipeline:
        entry = StageMove(company_id=company.id, to_status=company.status, mover_id=by.id)
        db.session.add(entry)
    return company


@dataclass(frozen=True)
class Done:
    """What became of a change of many."""

    changed: int
    refused: int

    @property
    def message(self) -> str:
        said = [f"{self.changed:,} {'company' if self.changed == 1 else 'companies'} changed"]
        if self.refused:
            said.append(f"{self.refused:,} left as they were: you may not change them")
        return "; ".join(said)


def change_companies(ids: list[int], values: dict[str, Any], *, by: User) -> Done:
    """Each one that the user may edit, with an event of its own; ids of others are left out."""
    query = tenancy.scoped(Company).where(Company.id.in_(ids)).order_by(Company.id)
    companies = list(db.session.scalars(query.with_for_update()))
    allowed = [company for company in companies if can("company.edit", company)]
    changed = sum(bool(company.change(values, by=by)) for company in allowed)
    return Done(changed, len(companies) - len(allowed))
