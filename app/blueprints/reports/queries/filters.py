"""What reports can be filtered by."""

from typing import Any

from app.blueprints.accounts.queries import colleague_choices
from app.blueprints.crm.companies.models import Company
from app.blueprints.reports.scope import PERIODS, Scope
from app.core import tenancy
from app.core.db import db


def filter_choices(scope: Scope) -> dict[str, Any]:
    """Of the companies only the one that is chosen."""
    company = tenancy.scoped(Company).where(Company.id == scope.company)
    return {
        "periods": PERIODS.pairs,
        "people": colleague_choices(),
        "company": db.session.scalar(company) if scope.company else None,
    }
