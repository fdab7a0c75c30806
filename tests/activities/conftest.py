from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.blueprints.activities.models import Activity, Reminder
from app.core import clock
from app.core.db import db

NOW = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_friday_afternoon(world):
    clock.freeze(NOW)


@pytest.fixture
def activities(world):
    """All activities of the agency, in the order they were logged."""
    return lambda: db.session.scalars(select(Activity).order_by(Activity.id)).all()


@pytest.fixture
def reminders(world):
    return lambda: db.session.scalars(select(Reminder).order_by(Reminder.id)).all()
