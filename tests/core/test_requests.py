import pytest
from sqlalchemy import func, select

from app.blueprints.crm.companies.models import Company
from app.core.db import db
from app.outbox.models import Message
from tests.core import probe


def companies() -> int:
    return db.session.scalar(select(func.count()).select_from(Company))


def messages() -> int:
    return db.session.scalar(select(func.count()).select_from(Message))


@pytest.mark.parametrize("status", [200, 201, 204, 303])
def test_a_good_answer_commits(anna, world, status):
    assert anna.post(f"/probe/companies/{status}").status_code == status
    assert (companies(), messages()) == (1, 1)


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422, 429, 500, 503])
def test_any_other_answer_rolls_back(anna, world, enqueued, status):
    assert anna.post(f"/probe/companies/{status}").status_code == status
    assert (companies(), messages(), enqueued, probe.ran) == (0, 0, [], [])


@pytest.mark.parametrize(("kind", "status"), [("conflict", 409), ("missing", 404), ("bug", 500)])
def test_an_error_rolls_back(anna, world, kind, status):
    assert anna.post(f"/probe/failing/{kind}", {"secret": "x"}).status_code == status
    assert companies() == 0


def test_what_waits_for_the_commit_runs_after_it(anna, world, enqueued):
    anna.post("/probe/companies/200")
    assert probe.ran == [False]
    assert enqueued == [db.session.scalar(select(Message.id))]


def test_what_fails_after_the_commit_does_not_undo_the_answer(anna, world):
    response = anna.post("/probe/failing/after")
    assert (response.status_code, response.text, companies()) == (200, "done", 1)


@pytest.mark.parametrize("kind", ["stale", "taken"])
@pytest.mark.parametrize("htmx", [True, False])
def test_a_commit_that_fails_is_not_answered_as_done(anna, world, kind, htmx):
    ticket = world.ticket()
    response = anna.post(f"/probe/late/{kind}", htmx=htmx)
    assert response.status_code == 409
    assert "Location" not in response.headers
    assert "HX-Redirect" not in response.headers
    assert response.headers["X-Request-ID"]
    db.session.refresh(ticket)
    assert ticket.status == "open"


def test_each_request_begins_outside_any_agency(probed, anna, browser):
    assert anna.get("/probe/mine").status_code == 200
    nobody = anna.as_(None).get("/probe/mine")
    assert nobody.headers["Location"] == "/login?next=/probe/mine"
