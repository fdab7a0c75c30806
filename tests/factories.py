"""Records for tests, in the agency that is entered: `world.company(name="Acme")`."""

from contextlib import contextmanager
from decimal import Decimal
from itertools import count
from types import SimpleNamespace

from app.blueprints.accounts.models import User
from app.blueprints.activities.models import Activity, Reminder
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.contacts.models import Contact
from app.blueprints.crm.fees.models import Fee
from app.blueprints.tickets.models import Subject, Ticket
from app.core import clock, tenancy
from app.core.db import db
from tests import cast

_numbers = count(1)


def world() -> SimpleNamespace:
    tenancy.enter(cast.ids["Meridian Travel"])
    people = {key: db.session.get_one(User, cast.ids[key]) for key in cast.PEOPLE}
    return SimpleNamespace(
        **people,
        company=company,
        contact=contact,
        ticket=ticket,
        activity=activity,
        reminder=reminder,
        fee=fee,
        added=added,
        other_agency=other_agency,
    )


@contextmanager
def other_agency():
    """Records made inside belong to Harbour Travel."""
    db.session.commit()
    with tenancy.entered(cast.ids["Harbour Travel"]):
        yield db.session.get_one(User, cast.ids["hugo"])
        db.session.commit()
    tenancy.enter(cast.ids["Meridian Travel"])


def company(**values) -> Company:
    n = next(_numbers)
    defaults = {
        "name": f"Company {n}",
        "street": f"{n} High Street",
        "city": "London",
        "postal_code": "EC1A 1BB",
        "country": "GB",
        "email": f"office@company{n}.test",
        "industry": "finance",
    }
    return added(Company(**{**defaults, **values}))


def contact(company=None, **values) -> Contact:
    n = next(_numbers)
    defaults = {
        "company_id": (company or globals()["company"]()).id,
        "first_name": "Carol",
        "last_name": f"Contact{n}",
        "email": f"carol{n}@company.test",
        "phone": "+442079460018",
        "job_title": "Travel manager",
    }
    return added(Contact(**{**defaults, **values}))


def ticket(company=None, owner=None, **values) -> Ticket:
    n = next(_numbers)
    subject = added(Subject(name=values.pop("subject", f"Hotel overcharge {n}")))
    defaults = {
        "number": 1000 + n,
        "company_id": (company or globals()["company"]()).id,
        "owner_id": (owner or _somebody()).id,
        "subject_id": subject.id,
        "category_type": "client",
        "category": "complaint",
        "description": "The hotel charged twice.",
    }
    return added(Ticket(**{**defaults, **values}))


def activity(company=None, author=None, **values) -> Activity:
    defaults = {
        "kind": "call",
        "company_id": (company or globals()["company"]()).id,
        "author_id": (author or _somebody()).id,
        "subject": "Renewal",
        "outcome": "connected",
        "at": clock.now(),
        "duration_minutes": 10,
    }
    return added(Activity(**{**defaults, **values}))


def reminder(company=None, user=None, **values) -> Reminder:
    user = user or _somebody()
    defaults = {
        "company_id": (company or globals()["company"]()).id,
        "user_id": user.id,
        "author_id": user.id,
        "message": "Send the offer",
        "remind_at": clock.now(),
    }
    return added(Reminder(**{**defaults, **values}))


def fee(company=None, **values) -> Fee:
    defaults = {
        "company_id": (company or globals()["company"]()).id,
        "service": "Air ticket",
        "online_fee": Decimal("5.00"),
        "currency": "GBP",
        "position": next(_numbers),
    }
    return added(Fee(**{**defaults, **values}))


def _somebody() -> User:
    is_harbour = tenancy.agency_id() == cast.ids["Harbour Travel"]
    return db.session.get_one(User, cast.ids["hugo" if is_harbour else "anna"])


def added(record):
    """Any other record, of the agency that is entered, with its id."""
    db.session.add(record)
    db.session.flush()
    return record
