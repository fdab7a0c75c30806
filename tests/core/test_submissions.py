from threading import Thread

import pytest
from sqlalchemy import func, select

from app.blueprints.crm.companies.models import Company
from app.core import tenancy
from app.core.db import db
from tests import cast
from tests.browserless import Browser


def count_of_companies(app) -> int:
    with app.app_context(), tenancy.entered(cast.ids["Meridian Travel"]):
        return db.session.scalar(select(func.count()).select_from(Company))


@pytest.mark.parametrize("htmx", [True, False])
def test_two_submits_at_the_same_time_make_one_record(committed, htmx):
    answers = []
    form = {"name": "Acme", "submission": "the-same-token"}
    browsers = [Browser(committed, "anna") for _ in range(2)]

    def submit(browser):
        answers.append(browser.post("/probe/once", form, htmx=htmx))

    threads = [Thread(target=submit, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    header = "HX-Redirect" if htmx else "Location"
    places = {answer.headers[header] for answer in answers}
    assert count_of_companies(committed) == 1
    assert len(places) == 1
    assert places.pop().startswith("/companies/")


def test_a_submit_later_is_sent_to_the_record(anna, world):
    form = {"name": "Acme", "submission": "token"}
    first, second = (anna.post("/probe/once", form).headers["Location"] for _ in range(2))
    assert first == second
    assert len(db.session.scalars(select(Company)).all()) == 1


def test_a_form_with_errors_can_be_corrected_and_sent_again(anna, world):
    assert anna.post("/probe/once", {"name": "", "submission": "token"}).status_code == 422
    assert anna.post("/probe/once", {"name": "Acme", "submission": "token"}).status_code == 303


def test_other_tokens_and_none_make_other_records(anna, world):
    for token in ("one", "two", "", ""):
        anna.post("/probe/once", {"name": "Acme", "submission": token})
    assert len(db.session.scalars(select(Company)).all()) == 4


def test_a_strange_token_does_no_harm(anna, world):
    response = anna.post("/probe/once", {"name": "Acme", "submission": "x\0y" * 100})
    assert response.status_code == 303


def test_the_same_token_at_another_agency_is_another_one(probed, anna, world):
    form = {"name": "Acme", "submission": "token"}
    assert anna.post("/probe/once", form).headers["Location"].startswith("/companies/")
    assert anna.as_("hugo").post("/probe/once", form).headers["Location"].startswith("/companies/")
