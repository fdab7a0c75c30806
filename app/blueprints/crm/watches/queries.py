"""Whether the visitor watches a company."""

from flask_login import current_user
from sqlalchemy import ScalarSelect, exists, select

from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.watchers.models import CompanyWatcher


def is_watched(company: Company) -> ScalarSelect[bool]:
    mine = exists().where(
        CompanyWatcher.agency_id == company.agency_id,
        CompanyWatcher.company_id == company.id,
        CompanyWatcher.user_id == current_user.id,
    )
    return select(mine).scalar_subquery()
