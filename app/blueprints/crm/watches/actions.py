"""Watching a company, and no longer."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.watchers.models import CompanyWatcher
from app.core.db import db


def watch(company: Company, user: User) -> None:
    """Whoever watches already goes on doing so."""
    row = insert(CompanyWatcher).values(company_id=company.id, user_id=user.id)
    db.session.execute(row.on_conflict_do_nothing())


def unwatch(company: Company, user: User) -> None:
    mine = (CompanyWatcher.company_id == company.id) & (CompanyWatcher.user_id == user.id)
    db.session.execute(
        delete(CompanyWatcher).where(CompanyWatcher.agency_id == company.agency_id, mine)
    )
