from datetime import UTC, date, datetime
from decimal import Decimal

from app.core.db import db
from app.core.events import changes_of, record, set_values


def test_an_event_keeps_prices_and_dates(world):
    at = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
    changes = {"price": [Decimal("9.50"), None], "day": [date(2026, 3, 29), at]}
    event = record("fee.changed", world.company(name="Acme"), by=world.anna, changes=changes, n=2)
    db.session.flush()
    db.session.refresh(event)
    assert event.data == {
        "title": "Acme",
        "changes": {"price": ["9.50", None], "day": ["2026-03-29", "2026-11-20T14:05:00+00:00"]},
        "n": 2,
    }


def test_setting_fields_tells_what_changed(world):
    company = world.company(name="Acme", city="London")
    with world.other_agency():
        other = world.company(name="Acme", city="London")
    values = {"name": "Acme", "city": "Leeds"}
    assert changes_of(company, values) == {"city": ["London", "Leeds"]}
    assert company.city == "London"
    assert set_values(company, values) == {"city": ["London", "Leeds"]}
    assert set_values(company, values) == {}
    assert (company.city, other.city) == ("Leeds", "London")
