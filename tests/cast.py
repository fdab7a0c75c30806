"""The fixed cast: two agencies and five people, committed once for the whole run.

Meridian Travel: Anna (admin), Mark (manager), Sara (sales), Alex (agent).
Harbour Travel: Hugo (admin), whose data nobody at Meridian may ever see.
"""

from app.blueprints.accounts.models import User
from app.blueprints.agency.models import Agency
from app.core import clock
from app.core.db import db

PASSWORD = "correct horse battery"
PEOPLE = {
    "anna": ("Anna", "Archer", "admin", "Meridian Travel"),
    "mark": ("Mark", "Mills", "manager", "Meridian Travel"),
    "sara": ("Sara", "Stone", "sales", "Meridian Travel"),
    "alex": ("Alex", "Ames", "agent", "Meridian Travel"),
    "hugo": ("Hugo", "Hart", "admin", "Harbour Travel"),
}
AGENCIES = {
    "Meridian Travel": ("123456782", "01234567"),
    "Harbour Travel": ("980780684", "SC123456"),
}
# What a test that really commits leaves, beside what refers to it; a truncate runs no triggers.
LEFT = "company, submission, event, search_entry, search_word"
ids: dict[str, int] = {}


def create() -> None:
    agencies = {name: _agency(name, *numbers) for name, numbers in AGENCIES.items()}
    db.session.add_all(agencies.values())
    db.session.flush()
    for key, (first, last, role, agency) in PEOPLE.items():
        user = User(
            agency_id=agencies[agency].id,
            email=f"{key}@{agency.split()[0].lower()}.test",
            first_name=first,
            last_name=last,
            role=role,
            email_verified_at=clock.now(),
        )
        user.set_password(PASSWORD)
        db.session.add(user)
        db.session.flush()
        ids[key] = user.id
    ids.update({name: agency.id for name, agency in agencies.items()})


def _agency(name: str, vat_number: str, registration_number: str) -> Agency:
    return Agency(
        name=name,
        address="1 High Street\nLondon",
        vat_number=vat_number,
        registration_number=registration_number,
        phone="+442079460018",
        contact_name="Anna Archer",
        employees="1-10",
        business_focus="corporate",
    )
