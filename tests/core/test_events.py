from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import ProgrammingError

from app.core.db import db
from app.core.events import Event, changes_of, erasing, record, set_values


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


def test_a_person_can_be_taken_out_of_the_history_of_the_own_agency(world):
    with world.other_agency() as hugo:
        record("contact.added", world.contact(last_name="Foreign"), by=hugo)
    record("contact.added", world.contact(), by=world.anna)
    db.session.flush()
    forget = update(Event).values(data={"title": "Erased"})
    assert db.session.execute(forget).rowcount == 0
    with erasing():
        assert db.session.execute(forget).rowcount == 1
        assert db.session.execute(db.delete(Event)).rowcount == 0
    assert db.session.execute(forget).rowcount == 0
    titles = select(Event.data["title"].astext)
    assert db.session.scalars(titles).all() == ["Erased"]
    with world.other_agency():
        assert db.session.scalars(titles).all() == ["Carol Foreign"]


def test_an_error_while_erasing_changes_nothing_and_closes_the_history_again(world):
    record("contact.added", world.contact(last_name="Kept"), by=world.anna)
    forget = update(Event).values(data={"title": "Erased"})
    with pytest.raises(ProgrammingError, match="no_such_table"), erasing():
        db.session.execute(text("update event set data = '{}'; select * from no_such_table"))
    assert db.session.execute(forget).rowcount == 0
    assert db.session.scalars(select(Event.data["title"].astext)).all() == ["Carol Kept"]
