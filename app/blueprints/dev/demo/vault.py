"""What colleagues of the demo agency share: views of the list, and companies that belong together."""

from datetime import timedelta

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.links.actions import link
from app.blueprints.dev.demo.history import History
from app.blueprints.views.lists import OFFERS
from app.blueprints.views.models import SavedView
from app.core.context import reading_as
from app.core.db import db

VIEWS = (
    ("Quiet prospects", {"type": "prospect", "sort": "last_activity"}, True),
    ("Suppliers by name", {"type": "supplier", "sort": "name"}, True),
    ("My clients", {"mine": "1", "status": "trading", "sort": "-last_activity"}, False),
)
LINKED = ((0, 1), (0, 2), (3, 4))


def save_views(by: User) -> None:
    listing = OFFERS["companies"].listing
    for name, args, is_shared in VIEWS:
        with reading_as(by):
            query = listing.query(args)
        values = {"name": name, "query": query, "is_shared": is_shared, "user_id": by.id}
        db.session.add(SavedView(list_key="companies", **values))


def plan_links(history: History, companies: list[Company], *, by: User) -> None:
    for first, second in LINKED:
        one, other = companies[first], companies[second]
        day = max(one.created_at, other.created_at) + timedelta(days=1)
        history.plan(day, lambda a=one, b=other: link(a, b, by=by))
