"""What lies in the bin."""

from sqlalchemy import select

from app.blueprints.accounts.models import User
from app.blueprints.bin.kinds import KINDS
from app.blueprints.bin.models import Deletion
from app.core import tenancy
from app.core.lists import Listing, contains, one_of

LISTING = Listing(
    sorts={
        "kind": Deletion.kind,
        "title": Deletion.title,
        "by": (User.first_name, User.last_name),
        "deleted": Deletion.deleted_at,
        "purge": Deletion.purge_at,
    },
    default="-deleted",
    filters={
        "q": contains(Deletion.title),
        "kind": lambda value: one_of(Deletion.kind, KINDS)(value),
    },
    tie_breaker=Deletion.id,
)
ROWS = (
    select(
        Deletion.id,
        Deletion.kind,
        Deletion.title,
        Deletion.along,
        Deletion.deleted_at,
        Deletion.purge_at,
        (User.first_name + " " + User.last_name).label("by"),
    )
    .outerjoin(User, User.id == Deletion.user_id)
    .where(Deletion.agency_id == tenancy.CURRENT_AGENCY)
)
