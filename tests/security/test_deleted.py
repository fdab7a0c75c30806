"""Deleting a record takes away its pages, and breaks none of those that name it."""

import pytest
from sqlalchemy import update

from app.blueprints.crm.links.models import CompanyLink
from app.core import clock
from app.core.db import Deletable, db

WITHOUT_PAGES = {CompanyLink}
NOBODYS = {"/calendar/x.ics"}


@pytest.mark.parametrize("model", Deletable.__subclasses__(), ids=lambda model: model.__name__)
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_every_page_stands_when_what_it_names_was_deleted(browser, world, addresses, model, htmx):
    db.session.execute(update(model).values(deleted_at=clock.now()))
    db.session.commit()
    anna = browser.as_("anna")
    statuses = {
        address: anna.get(address, htmx=htmx).status_code
        for rule, address in addresses
        if "GET" in rule.methods
    }
    assert {address: status for address, status in statuses.items() if status >= 500} == {}
    gone = {address for address, status in statuses.items() if status == 404}
    assert bool(gone - NOBODYS) == (model not in WITHOUT_PAGES)
