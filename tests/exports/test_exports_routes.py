"""Asking for a document, watching it, downloading it, trying again, removing it."""

import pytest

from app.blueprints.exports import jobs
from app.blueprints.exports.models import Export
from app.core import clock, tenancy
from app.core.db import db
from app.outbox import Message, delivery


def latest() -> Export:
    return db.session.query(Export).order_by(Export.id.desc()).first()


def deliver(kind: str) -> None:
    message = db.session.query(Message).filter_by(kind=kind).order_by(Message.id.desc()).first()
    db.session.commit()
    agency_id = tenancy.agency_id()
    tenancy.leave()
    delivery.deliver(message.id)
    tenancy.enter(agency_id)


def ask(browser, subject, *, kind="company", htmx=True):
    data = {"kind": kind, "subject_id": subject.id}
    return browser.as_("alex").post("/exports", data, htmx=htmx)


def test_asking_shows_a_panel_that_polls_itself(browser, world, enqueued):
    company = world.company(name="Acme")
    response = ask(browser, company)
    export = latest()
    assert f'id="export-{export.id}-panel"' in response.text
    assert f'hx-get="/exports/{export.id}"' in response.text
    assert "Acme" in response.text
    assert len(enqueued) == 1


def test_without_htmx_asking_leads_to_the_documents_page(browser, world):
    response = ask(browser, world.company(), htmx=False)
    assert (response.status_code, response.location) == (303, f"/exports/{latest().id}")
    page = browser.as_("alex").get(response.location)
    assert "<main" in page.text
    assert "Queued" in page.text


def test_the_worker_makes_it_and_the_panel_stops_polling(browser, world):
    ask(browser, world.company(name="Acme & Sons"))
    export = latest()
    deliver("export.make")
    panel = browser.as_("alex").get(f"/exports/{export.id}", htmx=True)
    assert "Download PDF" in panel.text
    assert "hx-trigger" not in panel.text
    file = browser.as_("alex").get(f"/exports/{export.id}/file")
    assert file.data.startswith(b"%PDF-")
    assert file.headers["Content-Disposition"] == 'attachment; filename="Acme-Sons-dossier.pdf"'
    assert file.headers["X-Content-Type-Options"] == "nosniff"


def test_asking_twice_makes_one_document(browser, world):
    company = world.company()
    ask(browser, company)
    ask(browser, company)
    assert db.session.query(Export).count() == 1


def test_a_document_of_something_deleted_fails_in_words(browser, world):
    company = world.company()
    ask(browser, company)
    db.session.delete(company)
    db.session.commit()
    deliver("export.make")
    panel = browser.as_("alex").get(f"/exports/{latest().id}", htmx=True)
    assert jobs.GONE in panel.text
    assert "could not be made" in browser.as_("alex").get("/notifications").text
    assert "Try again" in panel.text


def test_a_failed_document_can_be_tried_again(browser, world):
    ask(browser, world.company())
    jobs.give_up(latest().id)
    db.session.commit()
    response = browser.as_("alex").post(f"/exports/{latest().id}/retry", htmx=True)
    assert "Queued" in response.text
    deliver("export.make")
    assert latest().is_ready


def test_documents_are_kept_for_seven_days(browser, world):
    ask(browser, world.company())
    expiry = db.session.query(Message).filter_by(kind="export.expire").one()
    assert (expiry.deliver_at - clock.now()).days in (6, 7)
    clock.freeze(expiry.deliver_at)
    deliver("export.expire")
    assert latest() is None


def test_removing_a_waiting_document_takes_the_work_back(browser, world):
    ask(browser, world.company())
    export_id = latest().id
    response = browser.as_("alex").open("DELETE", f"/exports/{export_id}", htmx=True)
    assert response.status_code == 200
    assert latest() is None
    assert db.session.query(Message).filter_by(kind="export.make").count() == 0


@pytest.mark.parametrize("kind", ["", "user", "ticket\0", "x" * 10_000])
def test_an_unknown_document_is_refused(browser, world, kind):
    data = {"kind": kind, "subject_id": world.company().id}
    assert browser.as_("alex").post("/exports", data, htmx=True).status_code == 400


@pytest.mark.parametrize("subject_id", ["", "0", "-1", "abc", "9" * 40, "1\0"])
def test_a_bad_id_is_not_found(browser, world, subject_id):
    data = {"kind": "company", "subject_id": subject_id}
    assert browser.as_("alex").post("/exports", data, htmx=True).status_code == 404


def test_from_another_agency_there_is_nothing_to_export(browser, world):
    with world.other_agency():
        company = world.company()
    assert ask(browser, company).status_code == 404


def test_the_list_shows_my_documents_only(browser, world):
    ask(browser, world.company(name="Acme"))
    assert "Acme" in browser.as_("alex").get("/exports").text
    assert "Acme" not in browser.as_("anna").get("/exports").text
    assert "No documents yet" in browser.as_("hugo").get("/exports").text


@pytest.mark.parametrize("user", ["anna", "hugo"])
@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("GET", "/file"), ("POST", "/retry"), ("DELETE", "")]
)
def test_somebody_elses_document_is_not_found(browser, world, user, method, path):
    ask(browser, world.company())
    deliver("export.make")
    url = f"/exports/{latest().id}{path}"
    assert browser.as_(user).open(method, url, htmx=True).status_code == 404


@pytest.mark.parametrize(
    "kind", ["companies", "companies.csv", "contacts.csv", "tickets", "tickets.csv"]
)
def test_filters_that_are_too_long_to_be_kept_are_refused(browser, world, kind):
    answer = browser.as_("anna").post("/exports", {"kind": kind, "query": f"q={'😀' * 200}"})
    assert answer.status_code == 409
    assert db.session.query(Export).count() == 0
