from dataclasses import replace

import pytest
from sqlalchemy import text

from app.core import health
from app.core.db import db


@pytest.fixture
def ready(browser):
    return lambda: browser.get("/health/ready")


def test_the_process_answers_without_a_session(browser):
    response = browser.get("/health")
    assert (response.status_code, response.json) == (200, {"status": "ok"})


def test_what_is_degraded_is_said(ready, world):
    response = ready()
    assert (response.status_code, response.json["status"]) == (200, "degraded")
    checks = response.json["checks"]
    assert (checks["database"], checks["migrations"], checks["redis"]) == ("ok", "ok", "ok")
    assert checks["sweep"].startswith("The sweep has given no sign")


def test_redis_away_is_degraded_not_down(app, ready, tmp_path, monkeypatch):
    away = replace(app.extensions["settings"], redis_url=f"unix://{tmp_path}/none")
    monkeypatch.setitem(app.extensions, "settings", away)
    response = ready()
    assert (response.status_code, response.json["status"]) == (200, "degraded")
    assert "Redis does not answer" in response.json["checks"]["redis"]
    assert response.json["checks"]["worker"] == "unknown, because Redis does not answer"


def test_missing_migrations_are_a_reason_not_to_serve(ready, world):
    db.session.execute(text("update alembic_version set version_num = '0000'"))
    response = ready()
    assert (response.status_code, response.json["status"]) == (503, "unavailable")
    assert "run the migrations" in response.json["checks"]["migrations"]


def test_all_well_is_ok(ready, monkeypatch):
    monkeypatch.setattr(health, "_checks", [health.Check("database", health.database, True)])
    assert ready().json == {"status": "ok", "checks": {"database": "ok"}}
