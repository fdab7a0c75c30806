"""Journeys in headless Chromium on the running site."""

import os
import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright
from redis import Redis
from sqlalchemy import delete, text

from app.blueprints.accounts.models import User
from app.blueprints.agency.models import Agency
from app.core.db import db
from tests import cast
from tests.live import Site

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
    "--disable-gpu",
]
KEPT = {"agency", "user", "heartbeat"}
BROWSERS = ("chromium", "google-chrome")


@pytest.fixture(scope="module", autouse=True)
def _leaves_nothing(app):
    """What a file committed is gone after it: the next one finds the cast alone."""
    yield
    with app.app_context():
        db.session.rollback()
        tables = [f'"{name}"' for name in db.metadata.tables if name not in KEPT]
        db.session.execute(text(f"truncate {', '.join(tables)} cascade"))
        people = [cast.ids[name] for name in cast.PEOPLE]
        db.session.execute(delete(User).where(User.id.not_in(people)))
        names = list(cast.AGENCIES)
        db.session.execute(delete(Agency).where(Agency.name.not_in(names)))
        db.session.commit()


@pytest.fixture(scope="session")
def site(app, tmp_path_factory):
    """With no counts of earlier runs."""
    Redis.from_url(os.environ["TEST_REDIS_URL"]).flushdb()
    with Site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def chromium():
    """An installed Chromium where there is one, else the one that Playwright brought."""
    installed = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, site):
    with visitor(chromium, site) as page:
        yield page


@contextmanager
def visitor(chromium, site, **options):
    """A fresh visitor. Errors in scripts and refused content (CSP) fail the test."""
    context = chromium.new_context(
        base_url=site.url, locale="en-GB", timezone_id="Europe/London", **options
    )
    context.set_default_timeout(10_000)
    problems: list[str] = []
    context.on("weberror", lambda failure: problems.append(str(failure.error)))
    context.on(
        "console", lambda message: problems.append(message.text) if _is_problem(message) else None
    )
    yield context.new_page()
    context.close()
    assert problems == []


def _is_problem(message) -> bool:
    """What the browser itself logs for an answer of 4xx is not one."""
    return message.type == "error" and "Failed to load resource" not in message.text
