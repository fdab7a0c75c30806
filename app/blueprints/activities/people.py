"""Who can take part: the contacts of a company first, then the colleagues of the agency."""

from typing import NamedTuple

from sqlalchemy import String, cast, func, literal, or_, select, union_all

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity, Attendee
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.core import tenancy
from app.core.db import db
from app.core.forms import CONTROL

SHORTEST, LONGEST = 2, 100
SHOWN = 10


class Person(NamedTuple):
    """`key` is what a form sends: "contact-12", "user-3"; or "past-7" for an attendee that is on
    record and neither of them any more."""

    key: str
    name: str
    contact_id: int | None = None
    user_id: int | None = None

    @property
    def is_contact(self) -> bool:
        return not self.key.startswith("user-")


def contacts_of(company: Company) -> list[Person]:
    query = (
        select(Contact.id, Contact.first_name, Contact.last_name)
        .where(
            Contact.agency_id == tenancy.agency_id(),
            Contact.company_id == company.id,
            Contact.deleted_at.is_(None),
        )
        .order_by(Contact.is_primary.desc(), Contact.first_name, Contact.last_name, Contact.id)
    )
    return [
        Person(f"contact-{row.id}", f"{row.first_name} {row.last_name}", contact_id=row.id)
        for row in db.session.execute(query)
    ]


def colleagues_as_people(users: list[User]) -> list[Person]:
    return [Person(f"user-{user.id}", user.name, user_id=user.id) for user in users]


def attendees_of(activity: Activity) -> list[Person]:
    return [_on_record(attendee) for attendee in activity.attendees]


def people_matching(
    company: Company, text: str, *, kind: str = "all"
) -> list[tuple[str, str, str]]:
    """(key, name, detail) of the first ten whose first, last or full name or e-mail contains the
    text; nothing for less than two letters. `kind` is "contacts", "colleagues" or "all"."""
    wanted = " ".join(text.split())[:LONGEST]
    if len(wanted) < SHORTEST or CONTROL.search(wanted):
        return []
    parts = {"contacts": [_contacts], "colleagues": [_colleagues]}.get(
        kind, [_contacts, _colleagues]
    )
    found = union_all(*(part(company, wanted) for part in parts)).subquery()
    query = select(found.c.key, found.c.name, found.c.detail)
    ordered = query.order_by(found.c.place, func.lower(found.c.name), found.c.key)
    return [tuple(row) for row in db.session.execute(ordered.limit(SHOWN))]


def _contacts(company: Company, wanted: str):
    key = literal("contact-") + cast(Contact.id, String)
    detail = func.coalesce(Contact.email, "")
    return _matching(Contact, key, detail, 1, wanted).where(
        Contact.company_id == company.id, Contact.deleted_at.is_(None)
    )


def _colleagues(company: Company, wanted: str):
    key = literal("user-") + cast(User.id, String)
    active = User.deactivated_at.is_(None) & User.email_verified_at.is_not(None)
    return _matching(User, key, literal("Colleague"), 2, wanted).where(active)


def _matching(model, key, detail, place: int, wanted: str):
    name = model.first_name + " " + model.last_name
    matches = [column.icontains(wanted, autoescape=True) for column in (name, model.email)]
    columns = [key.label("key"), name.label("name"), detail.label("detail")]
    return select(*columns, literal(place).label("place")).where(
        model.agency_id == tenancy.agency_id(), or_(*matches)
    )


def _on_record(attendee: Attendee) -> Person:
    if attendee.contact_id:
        return Person(f"contact-{attendee.contact_id}", attendee.name, attendee.contact_id)
    if attendee.user_id:
        return Person(f"user-{attendee.user_id}", attendee.name, user_id=attendee.user_id)
    return Person(f"past-{attendee.id}", attendee.name)
