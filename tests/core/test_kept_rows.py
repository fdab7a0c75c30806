"""Rows are kept while they show the same, and only then."""

from collections import namedtuple
from datetime import UTC, datetime, timedelta

import pytest
from jinja2 import DictLoader

from app.core import clock, context
from app.core.kept import kept_rows

Row = namedtuple("Row", ("name", "at"))
NOW = datetime(2026, 11, 20, 12, 0, 30, tzinfo=UTC)
FORMER = NOW - timedelta(days=2)


@pytest.fixture
def templates(app, monkeypatch):
    """Template "row.html" says what it is given; `templates` can be changed under it."""
    known = {"row.html": "<td>{{ row.name }} {{ row.at|moment }} {{ note or '' }}</td>"}
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader(known))
    app.jinja_env.cache.clear()
    clock.freeze(NOW)
    with app.test_request_context():
        yield known
    app.jinja_env.cache.clear()
    clock.freeze(None)


def test_a_row_is_written_once_and_escaped(app, templates):
    rows = [Row("<b>Acme", FORMER)]
    first = kept_rows("row.html", rows)
    assert first == "<td>&lt;b&gt;Acme 18 Nov 2026, 12:00 </td>"
    templates["row.html"] = "changed"
    app.jinja_env.cache.clear()
    assert kept_rows("row.html", rows) == first


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        ([Row("Acme & Co", FORMER)], None),
        ([Row("Kept", FORMER - timedelta(days=1))], None),
        ([Row("Kept", FORMER)], "bulk"),
    ],
)
def test_another_row_is_written_anew(templates, rows, note):
    kept = kept_rows("row.html", [Row("Kept", FORMER)], (None,))
    assert kept_rows("row.html", rows, (note,), note=note) != kept


def test_a_row_of_this_hour_ages_by_the_minute(templates):
    rows = [Row("Young", NOW - timedelta(minutes=2))]
    assert "2 min ago" in kept_rows("row.html", rows)
    clock.freeze(NOW + timedelta(minutes=1))
    assert "3 min ago" in kept_rows("row.html", rows)
    clock.freeze(NOW + timedelta(hours=2))
    assert "20 Nov 2026, 11:58" in kept_rows("row.html", rows)


def test_each_reader_has_their_own_hours(templates, world):
    rows = [Row("Zones", FORMER)]
    assert "12:00" in kept_rows("row.html", rows)
    world.anna.time_zone = "Asia/Tokyo"
    with context.reading_as(world.anna):
        assert "21:00" in kept_rows("row.html", rows)
