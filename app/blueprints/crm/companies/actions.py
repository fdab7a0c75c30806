"""Adding a company."""

from typing import Any

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.core.db import db
from app.core.events import record


def add_company(values: dict[str, Any], *, by: User) -> Company:
    company = Company(**values)
    db.session.add(company)
    record("company.added", company, by=by, within=company)
    return company
