"""Counting goes on in memory while Redis is away, and nobody waits for it."""

import pytest
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from app.core import throttle
from app.extensions import limiter
from tests.cast import PASSWORD

ANNA = {"email": "anna@meridian.test", "password": PASSWORD}


@pytest.fixture(params=["redis://127.0.0.1:1/0", "redis+unix:///nowhere/valkey.sock?db=0"])
def redis_away(app, rolled_back, monkeypatch, request):
    options = app.config["RATELIMIT_STORAGE_OPTIONS"]
    away = MovingWindowRateLimiter(storage_from_string(request.param, **options))
    monkeypatch.setattr(limiter, "_limiter", away)
    throttle._fallback.storage.reset()


def test_five_failures_lock_without_redis(browser, world, redis_away):
    for _ in range(5):
        assert browser.post("/login", {**ANNA, "password": "x"}).status_code == 422
    assert browser.post("/login", ANNA).status_code == 429


def test_signing_in_works_without_redis(browser, world, redis_away):
    assert browser.post("/login", ANNA).status_code == 303
