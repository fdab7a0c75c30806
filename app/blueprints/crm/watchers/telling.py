"""Who watches a company, and telling them what happened to it."""

from sqlalchemy import select

from app.blueprints.accounts.models import User
from app.blueprints.crm.watchers.models import CompanyWatcher
from app.blueprints.notifications.actions import notify_by_mail
from app.core import tenancy
from app.core.db import db


def watcher_ids(company_id: int) -> set[int]:
    watch = select(CompanyWatcher.user_id).where(
        CompanyWatcher.agency_id == tenancy.agency_id(), CompanyWatcher.company_id == company_id
    )
    return set(db.session.scalars(watch))


def tell(company_id: int, name: str, text: str, *, by: User) -> None:
    people = watcher_ids(company_id) - {by.id}
    if people:
        url = f"/companies/{company_id}/details"
        notify_by_mail(people, "watched", name, text, url, by_id=by.id)
