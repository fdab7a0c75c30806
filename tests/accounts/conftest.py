import pytest

from app.extensions import limiter


@pytest.fixture(autouse=True)
def fresh_limits(app):
    limiter.limiter.storage.reset()
